namespace OTel.Argilla.Captures.Tests.Journaled;

/// <summary>
/// Every recording of a real SDK gives the records that its program asked and got when it comes through the journal: in any order, split into requests of one span,
/// each of them sent again now and then, and with crashes.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class JournaledTests
{
    private static IEnumerable<TestCaseData> Apps =>
        Recordings.Apps().Select(static app => new TestCaseData(app.Language, app.App).SetArgDisplayNames($"{app.Language}/{app.App}"));

    [TestCaseSource(nameof(Apps))]
    public void Gives_the_records_of_a_replay(string language, string app)
    {
        var differences = new List<string>();
        foreach (var scenario in Recordings.Read(language, app))
        {
            foreach (var (way, requests, pause) in Arrivals.Of(scenario))
            {
                // Whole requests are few: there is little that a crash could part.
                var crashes = requests.Count > 3 ? 5 : 0;
                Compare(scenario, way, JournaledRun.Records(requests, pause, crashes, way.Length + requests.Count), differences);
            }
        }

        differences.ForEach(TestContext.Out.WriteLine);
        Assert.That(differences, Is.Empty);
    }

    private static void Compare(RecordedScenario scenario, string way, IReadOnlyList<string> lines, List<string> differences)
    {
        var missing = scenario.Records.ToList();
        var extra = lines.Select(SidecarRun.Read).Where(record => !missing.Remove(record)).ToList();
        foreach (var optional in scenario.Optional)
        {
            extra.Remove(optional);
        }

        differences.AddRange(missing.Select(record => $"{scenario.FullName}, {way}: missing {record}"));
        differences.AddRange(extra.Select(record => $"{scenario.FullName}, {way}: not expected {record}"));
    }
}
