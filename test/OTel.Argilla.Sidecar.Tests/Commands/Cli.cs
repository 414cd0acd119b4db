using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>Runs <c>otel-argilla</c> in this process.</summary>
internal static class Cli
{
    /// <summary>Without an environment there is no server and no key.</summary>
    public static async Task<CliResult> RunAsync(
        string[] args, IReadOnlyDictionary<string, string?>? environment = null, Stream? input = null,
        bool isTerminal = false, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var bytes = new MemoryStream();
        var code = await CommandLine.RunAsync(args, new CommandIo
        {
            Out = output,
            Error = TextWriter.Synchronized(error),
            OpenInput = () => input ?? Stream.Null,
            OpenOutput = () => bytes,
            IsOutTerminal = isTerminal,
            Environment = environment ?? new Dictionary<string, string?>(),
        }, cancellation);
        return new CliResult(code, output.ToString(), error.ToString(), bytes.ToArray());
    }

    /// <summary>The records that these files give, as sorted lines.</summary>
    public static async Task<string[]> RecordsAsync(params string[] paths)
    {
        using var directory = new TempDirectory();
        var output = directory.File("records.jsonl");
        var result = await RunAsync(["replay", .. paths, "--output", output]);
        Assert.That(result.Code, Is.Zero, result.Error);
        return Sorted(output);
    }

    public static string[] Sorted(string path) => [.. File.ReadAllLines(path).Order(StringComparer.Ordinal)];
}
