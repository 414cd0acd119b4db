using System.Diagnostics;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Journal;

/// <summary>A program that was installed without the native library of SQLite says what is missing. In a process of its own, since this one has loaded it.</summary>
public sealed class NativeLibraryTests
{
    private TempDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TempDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [TestCase(ExitCodes.Incomplete, "The journal '", "serve", "--data", "DATA")]
    [TestCase(ExitCodes.Usage, "The emulator cannot start: ", "serve", "--emulator", "--data", "DATA")]
    [TestCase(ExitCodes.Incomplete, "The journal '", "dead-letters", "list", "--data", "DATA")]
    public async Task It_is_said_what_is_missing(int code, string what, params string[] arguments)
    {
        var program = CopyWithoutLibrary();
        _directory.Write("data/journal.db", []);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "exec", program }.Concat(arguments))
        {
            start.ArgumentList.Add(argument.Replace("DATA", _directory.File("data"), StringComparison.Ordinal));
        }

        foreach (var name in new[] { "Receiver__HttpEndpoint", "Receiver__GrpcEndpoint", "Status__Endpoint", "Emulator__Endpoint" })
        {
            start.Environment[name] = "127.0.0.1:0";
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(code), said);
        Assert.That(said, Does.Contain("error: " + what).And.Contain("The native library of SQLite (e_sqlite3) cannot be loaded").And.Contain("all files that were published together").And.Not.Contain("   at "));
    }

    /// <summary>The program without its tests; in the place of the library is an empty file, for the host refuses to start without any.</summary>
    private string CopyWithoutLibrary()
    {
        var program = typeof(CommandLine).Assembly.Location;
        var from = Path.GetDirectoryName(program)!;
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, _directory.File(Path.GetFileName(file)));
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(from, "runtimes"), "*", SearchOption.AllDirectories))
        {
            _directory.Write(Path.GetRelativePath(from, file), Path.GetFileName(file).Contains("e_sqlite3", StringComparison.Ordinal) ? [] : File.ReadAllBytes(file));
        }

        return _directory.File(Path.GetFileName(program));
    }
}
