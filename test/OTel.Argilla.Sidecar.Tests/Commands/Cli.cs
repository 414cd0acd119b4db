using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Hosting;

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
        var code = await CommandLine.RunAsync(args, Io(environment, output, TextWriter.Synchronized(error), input, bytes, isTerminal), cancellation);
        return new CliResult(code, output.ToString(), error.ToString(), bytes.ToArray());
    }

    public static CommandIo Io(
        IReadOnlyDictionary<string, string?>? environment = null, TextWriter? output = null, TextWriter? error = null, Stream? input = null, Stream? bytes = null, bool isTerminal = false,
        string? directory = null, SidecarFactory? factory = null) => new()
    {
        Out = output ?? TextWriter.Null,
        Error = error ?? TextWriter.Null,
        OpenInput = () => input ?? Stream.Null,
        OpenOutput = () => bytes ?? Stream.Null,
        IsOutTerminal = isTerminal,
        Sidecar = factory ?? Sidecar.Serving.Sidecar.Open,
        WorkingDirectory = directory ?? Path.GetTempPath(),
        Environment = environment ?? new Dictionary<string, string?>(),
    };

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
