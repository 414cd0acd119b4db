namespace OTel.Argilla.Captures.Tests;

/// <summary>The records of an app's runs held against what its programs asked and got.</summary>
/// <param name="Scenarios">Runs, with contents recorded and without.</param>
/// <param name="Records">Records that must come.</param>
/// <param name="Exact">Those that came with the very texts, whichever way the requests came.</param>
/// <param name="Dialects">The dialects that the records were read in, the most frequent first.</param>
/// <param name="Differences">Records that did not come or should not have come, with run and way.</param>
internal sealed record Measure(int Scenarios, int Records, int Exact, IReadOnlyList<string> Dialects, IReadOnlyList<string> Differences)
{
    public static Measure Of(IReadOnlyList<RecordedScenario> scenarios)
    {
        var exact = 0;
        var dialects = new List<string>();
        var differences = new List<string>();
        foreach (var scenario in scenarios)
        {
            var least = scenario.Records.Count;
            IReadOnlyList<string>? first = null;
            foreach (var (way, requests, pause) in Arrivals.Of(scenario))
            {
                var lines = SidecarRun.Records(requests, pause);
                var missing = scenario.Records.ToList();
                var extra = lines.Select(SidecarRun.Read).Where(record => !missing.Remove(record)).ToList();
                foreach (var optional in scenario.Optional)
                {
                    extra.Remove(optional);
                }

                least = Math.Min(least, scenario.Records.Count - missing.Count);
                differences.AddRange(missing.Select(record => $"{scenario.FullName}, {way}: missing {record}"));
                differences.AddRange(extra.Select(record => $"{scenario.FullName}, {way}: not expected {record}"));
                if (first is null)
                {
                    first = lines;
                    dialects.AddRange(lines.Select(SidecarRun.Dialect));
                }

                // Twins are named by the one that came first.
                if (missing.Count + extra.Count == 0 && pause == default && !lines.SequenceEqual(first))
                {
                    differences.Add($"{scenario.FullName}, {way}: {FirstDifference(first, lines)}");
                }
            }

            exact += least;
        }

        return new Measure(scenarios.Count, scenarios.Sum(static s => s.Records.Count), exact,
            [.. dialects.CountBy(static d => d).OrderByDescending(static d => d.Value).ThenBy(static d => d.Key, StringComparer.Ordinal).Select(static d => d.Key)], differences);
    }

    private static string FirstDifference(IReadOnlyList<string> first, IReadOnlyList<string> other)
    {
        var (a, b) = first.Zip(other).FirstOrDefault(static pair => pair.First != pair.Second);
        if (a is null)
        {
            return $"{other.Count} records, not {first.Count}";
        }

        var at = a.Zip(b).TakeWhile(static pair => pair.First == pair.Second).Count();
        var from = Math.Max(0, at - 60);
        return $"the record differs: {a[from..Math.Min(a.Length, at + 60)]} | {b[from..Math.Min(b.Length, at + 60)]}";
    }
}
