namespace OTel.Argilla.Exporter.Tests.Pipeline.Conservation;

/// <summary>The books at the end of a run: what the app did, what the meter counted, what the server and the disk hold.</summary>
/// <param name="Candidates">Candidate spans that ended.</param>
/// <param name="Others">Other GenAI spans that ended.</param>
/// <param name="Spans">Spans by outcome and reason.</param>
/// <param name="Records">Records by outcome and reason.</param>
/// <param name="Made">Ids of the records that were made, in order; one that was made anew is in it again.</param>
/// <param name="OnDisk">Ids of the records on disk.</param>
/// <param name="OnServer">Ids of the records that the server holds.</param>
/// <param name="Acknowledged">Records in requests that the server answered with success.</param>
internal sealed record Tally(
    int Candidates,
    int Others,
    IReadOnlyDictionary<string, long> Spans,
    IReadOnlyDictionary<string, long> Records,
    IReadOnlyList<string> Made,
    IReadOnlyList<string> OnDisk,
    IReadOnlyList<string> OnServer,
    long Acknowledged)
{
    /// <summary>The first of the books that do not balance; null when all do.</summary>
    public string? Trouble(bool countsTurnedAwaySpans)
    {
        var counted = Sum(Spans, "");
        var lost = Sum(Records, "rejected") + Sum(Records, "dropped");
        var expected = Made.Distinct().ToList();

        // The end of the app can come between the server's answer to what was on disk and the hearing of it: the next process sends that again.
        var unheard = OnDisk.Intersect(OnServer).Count();
        var exported = Sum(Records, "exported");
        return
            counted < Candidates || counted > Candidates + (countsTurnedAwaySpans ? Others : 0) ? $"{counted} spans are counted"
            : Sum(Records, "") + OnDisk.Count != Made.Count ? "records are counted more or less than once"
            : exported > Acknowledged || exported + unheard < Acknowledged ? $"the server acknowledged {Acknowledged}"
            : OnServer.Count != OnServer.Distinct().Count() ? "the server holds a record twice"
            : OnServer.Except(expected).Any() ? "the server holds a record that was not made"
            : expected.Except(OnServer).Except(OnDisk).Count() > lost ? "a record is nowhere"
            : lost == 0 && OnDisk.Count == 0 && OnServer.Count != expected.Count ? "the server does not hold what was made"
            : null;
    }

    public override string ToString() =>
        $"{Candidates} candidates, {Others} others | {Text(Spans)} | {Made.Count} records made ({Made.Distinct().Count()} ids) | {Text(Records)} | " +
        $"{OnServer.Count} on the server, {OnDisk.Count} on disk, {Acknowledged} acknowledged";

    private static long Sum(IReadOnlyDictionary<string, long> counts, string outcome) =>
        counts.Where(count => count.Key.StartsWith(outcome, StringComparison.Ordinal)).Sum(static count => count.Value);

    private static string Text(IReadOnlyDictionary<string, long> counts) => string.Join(", ", counts.Select(static count => $"{count.Key}={count.Value}"));
}
