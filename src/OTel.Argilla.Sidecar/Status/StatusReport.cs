using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Sidecar.Status;

/// <summary>How things stand, in the words of the status page: the page and its JSON both show this.</summary>
internal sealed class StatusReport
{
    /// <param name="state">How the sidecar stands.</param>
    /// <param name="logged">The last error of the log.</param>
    /// <param name="tally">What has become of spans and records since the start.</param>
    /// <param name="throughput">What was accepted.</param>
    /// <param name="options">What counts as ready.</param>
    /// <param name="showsPairs">Whether whoever asks may see pairs.</param>
    public StatusReport(SidecarState state, (string Text, DateTimeOffset Time)? logged, Tally tally, Throughput throughput, StatusOptions options, bool showsPairs)
    {
        Readiness = new Readiness(state, options);
        Headline = Readiness.IsReady ? "Ready" : $"Not ready. {Readiness.Reasons}";
        LastError = Later(state.LastError, logged) is { } error ? $"{Shown.Time(error.Time)}: {error.Text}" : "None since the start.";
        Values =
        [
            new("throughput", "Spans a second now", Shown.Rate(throughput.PerSecond), throughput.PerSecond),
            new("spans", "Spans since the start", Shown.Number(throughput.Total), throughput.Total),
            new("pending", "Traces that are not complete", Shown.Number(state.PendingTraces), state.PendingTraces),
            new("pending-spans", "GenAI spans of these", Shown.Number(state.PendingSpans), state.PendingSpans),
            new("outbox", "Records that wait for Argilla", Shown.Number(state.OutboxRecords), state.OutboxRecords),
            new("backlog", "The oldest has waited", state.OutboxRecords == 0 ? "–" : Shown.Duration(state.BacklogAge), state.BacklogAge.TotalSeconds),
            new("dead-letters", "Dead letters", Shown.Number(state.DeadLetters), state.DeadLetters),
            new("journal", $"Journal, of {Shown.Bytes(state.MaxJournalBytes)}", Shown.Bytes(state.JournalBytes), state.JournalBytes),
        ];
        Argilla = Readiness.ReachText(state.Argilla)
            + (state.DeadLetters > 0 ? $" It has refused {Shown.Number(state.DeadLetters)} records: 'otel-argilla dead-letters list' tells why." : string.Empty);
        var tables = new List<StatusTable>
        {
            new("records", "Records since the start", ["Outcome", "Records"], [.. Outcomes(tally)], "None yet."),
            new(
                "skipped",
                "Spans without a record of their own",
                ["Reason", "What it means", "Spans"],
                [.. tally.SpanReasons("skipped").Concat(tally.SpanReasons("dropped")).Select(static one => (IReadOnlyList<string>)[one.Reason, SkipReasonText.Of(one.Reason), Shown.Number(one.Count)])],
                "None yet."),
        };
        if (showsPairs)
        {
            tables.Add(new(
                "pairs",
                "Newest pairs",
                ["Time", "Dataset", "Prompt", "Response"],
                [.. state.NewestPairs.Select(static pair => (IReadOnlyList<string>)[Shown.Time(pair.Time), pair.Dataset, pair.Prompt, pair.Response])],
                "None yet."));
        }

        Tables = tables;
    }

    public Readiness Readiness { get; }

    public string Headline { get; }

    public string Argilla { get; }

    public string LastError { get; }

    public IReadOnlyList<StatusValue> Values { get; }

    public IReadOnlyList<StatusTable> Tables { get; }

    private static (string Text, DateTimeOffset Time)? Later((string Text, DateTimeOffset Time)? one, (string Text, DateTimeOffset Time)? other) =>
        one is null || other?.Time > one.Value.Time ? other : one;

    private static IEnumerable<IReadOnlyList<string>> Outcomes(Tally tally)
    {
        foreach (var (outcome, text) in new[] { ("exported", "delivered"), ("skipped", "not needed"), ("rejected", "refused"), ("dropped", "lost") })
        {
            foreach (var (reason, count) in tally.RecordReasons(outcome))
            {
                yield return [reason.Length == 0 ? text : $"{text} ({reason})", Shown.Number(count)];
            }
        }
    }
}
