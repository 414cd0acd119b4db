using System.Collections.Concurrent;

namespace OTel.Argilla.Captures.Tests;

/// <summary>Every recording of a real SDK gives the records that its program asked and got, and no other, however its requests come.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class CaptureTests
{
    private static readonly ConcurrentDictionary<(string Language, string App), Lazy<Measure>> Measures = new();

    private static IEnumerable<TestCaseData> Apps =>
        Recordings.Apps().Select(static app => new TestCaseData(app.Language, app.App).SetArgDisplayNames($"{app.Language}/{app.App}"));

    [TestCaseSource(nameof(Apps))]
    public void Gives_the_records_of_the_truth(string language, string app)
    {
        var measure = MeasureOf(language, app);
        foreach (var difference in measure.Differences)
        {
            TestContext.Out.WriteLine(difference);
        }

        Assert.That(measure.Differences, Is.Empty);
        Assert.That(measure.Exact, Is.EqualTo(measure.Records));
    }

    internal static Measure MeasureOf(string language, string app) =>
        Measures.GetOrAdd((language, app), static key => new Lazy<Measure>(() => Measure.Of(Recordings.Read(key.Language, key.App)))).Value;
}
