using OTel.Argilla.Fuzz;
using SharpFuzz;

if (args is ["seeds", var directory])
{
    foreach (var (target, number, input) in Seeds.All())
    {
        Directory.CreateDirectory(Path.Combine(directory, target));
        File.WriteAllBytes(Path.Combine(directory, target, FormattableString.Invariant($"{number:0000}")), input);
    }

    return 0;
}

if (args is [var name, .. var files] && FuzzTargets.All.TryGetValue(name, out var run))
{
    foreach (var file in files)
    {
        run(File.ReadAllBytes(file));
    }

    if (files.Length == 0)
    {
        Fuzzer.OutOfProcess.Run(input =>
        {
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            run(bytes.ToArray());
        });
    }

    return 0;
}

Console.Error.WriteLine($"usage: seeds DIRECTORY, or one of {string.Join(", ", FuzzTargets.All.Keys)} with the files to try, or without any to be driven by afl-fuzz");
return 2;
