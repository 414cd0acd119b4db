using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>The table of the documentation that says where the answers differ from the Collector's.</summary>
internal static class DifferencesTable
{
    private const string Heading = "## Where the answers differ";

    /// <summary>Name of a recorded request, the Collector's answer, ours.</summary>
    public static IReadOnlyDictionary<string, (string Collector, string Here)> Rows { get; } = Read();

    private static Dictionary<string, (string Collector, string Here)> Read()
    {
        using var reader = new StreamReader(Samples.Resource("sidecar.md"));
        var rows = new Dictionary<string, (string, string)>();
        var isInTable = false;
        while (reader.ReadLine() is { } line)
        {
            isInTable = line.StartsWith("## ", StringComparison.Ordinal) ? line.StartsWith(Heading, StringComparison.Ordinal) : isInTable;
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (!isInTable || cells.Length < 6 || !cells[1].StartsWith('`'))
            {
                continue;
            }

            foreach (var name in cells[1].Split('`').Where(static (_, index) => index % 2 == 1))
            {
                rows.Add(name, (cells[3], cells[4]));
            }
        }

        return rows;
    }
}
