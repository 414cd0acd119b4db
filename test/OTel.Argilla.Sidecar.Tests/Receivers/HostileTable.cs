using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>The table of the documentation that says how inputs that mean no good are answered.</summary>
internal static class HostileTable
{
    private const string Heading = "## Hostile input";

    /// <summary>The input, the status over HTTP, the code over gRPC (empty where it is bytes at the HTTP port).</summary>
    public static IReadOnlyList<(string Input, string Http, string Grpc)> Rows { get; } = Read();

    private static List<(string Input, string Http, string Grpc)> Read()
    {
        using var reader = new StreamReader(Samples.Resource("sidecar.md"));
        return
        [
            .. reader.ReadToEnd().Split('\n').SkipWhile(static line => line != Heading).Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
                .Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(static cells => (cells[1], cells[2], cells[3])),
        ];
    }
}
