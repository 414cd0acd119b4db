using System.Globalization;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>The end of a replay in words: what was read, what became of the records, and why spans gave none.</summary>
internal static class ReplaySummary
{
    public static void Write(TextWriter to, InputTotals read, Tally tally, ReplaySettings settings, IReadOnlyList<string> hints, string? trouble)
    {
        Line(to, $"Read {read.Files:N0} {Plural(read.Files, "file")} with {read.Exports:N0} {Plural(read.Exports, "export")}: {read.GenAISpans:N0} GenAI spans, {read.OtherSpans:N0} other spans, {read.GenAILogs:N0} GenAI log records, {read.OtherLogs:N0} other log records.");
        if (read.Metrics > 0)
        {
            Line(to, $"Exports of metrics passed over: {read.Metrics:N0}");
        }

        if (read.SpansWithoutId > 0)
        {
            Line(to, $"Spans without a trace id or span id, which give nothing: {read.SpansWithoutId:N0}");
        }

        if (read.Damages > 0)
        {
            Line(to, $"Damaged parts passed over: {read.Damages:N0}, {read.DamagedBytes:N0} bytes in all");
        }

        if (read.UnreadableFiles > 0)
        {
            Line(to, $"Files that could not be read as OTLP: {read.UnreadableFiles:N0}");
        }

        WriteRecords(to, tally, settings);
        WriteSpans(to, tally);
        foreach (var hint in hints)
        {
            Line(to, $"Where content is missing: {SafeText.Line(hint)}");
        }

        if (trouble is not null)
        {
            Line(to, $"Not complete: {SafeText.Line(trouble)}.{(settings.Sends ? " Run the same command again to go on." : string.Empty)}");
        }
    }

    private static void WriteRecords(TextWriter to, Tally tally, ReplaySettings settings)
    {
        var done = settings switch
        {
            { IsDryRun: true } => "Records that would be sent",
            { Output: not null } => "Records written",
            _ => "Records delivered",
        };
        Line(to, $"{done}: {tally.RecordsOf("exported"):N0}");
        foreach (var (outcome, word) in new[] { ("skipped", "not sent again"), ("rejected", "refused"), ("dropped", "not delivered") })
        {
            foreach (var (reason, count) in tally.RecordReasons(outcome))
            {
                Line(to, $"Records {word} ({ReasonOf(reason)}): {count:N0}");
            }
        }
    }

    private static void WriteSpans(TextWriter to, Tally tally)
    {
        Line(to, $"Candidate spans (model calls, chains, agents) that gave a record: {tally.SpansOf("exported"):N0}");
        foreach (var outcome in new[] { "skipped", "dropped" })
        {
            foreach (var (reason, count) in tally.SpanReasons(outcome))
            {
                Line(to, $"  no record, {reason}: {count:N0} ({SkipReasonText.Of(reason)})");
            }
        }
    }

    private static string ReasonOf(string reason) => reason switch
    {
        ArgillaTarget.DeliveredBefore => "delivered before the interruption",
        "argilla" => "by Argilla",
        "superseded" => "a newer version was sent",
        _ => reason,
    };

    private static string Plural(long count, string word) => count == 1 ? word : word + "s";

    private static void Line(TextWriter to, FormattableString text) => to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
