using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Tests.Captures;

/// <summary>Every recording of a .NET SDK gives the pairs that its program really asked and got, and the reason where it gives none.</summary>
[TestFixture]
public sealed partial class CaptureEvaluationTests
{
    private static IReadOnlyList<string> Names => CaptureArchive.Names;

    [TestCaseSource(nameof(Names))]
    public void Gives_the_pairs_of_the_truth(string name)
    {
        var (scenario, mode) = Split(name);
        var expected = Expected(scenario, mode);
        var (pairs, outcomes) = Evaluate(name, seed: 17);

        Assert.That(pairs, Is.EquivalentTo(expected));
        Assert.That(outcomes.Count(static o => o.Reason is null), expected.Count > 0 ? Is.GreaterThan(0) : Is.Zero);
    }

    [TestCaseSource(nameof(Names))]
    public void Gives_the_reason_of_the_truth(string name)
    {
        var (scenario, mode) = Split(name);
        var truth = CaptureArchive.Truth.GetProperty(scenario);
        if (!truth.TryGetProperty("reason_" + mode, out var reason) || reason.GetString() is not { } expected)
        {
            Assert.That(Expected(scenario, mode), Is.Not.Empty);
            return;
        }

        var reasons = Evaluate(name, seed: 3).Outcomes
            .Select(static o => o.Reason)
            .Where(static r => r is not (SkipReason.Nested or SkipReason.Continuation or SkipReason.Duplicate))
            .Distinct();
        Assert.That(reasons, Is.EqualTo(expected is "no_span" or "not_candidate" ? Array.Empty<string?>() : [expected]));
    }

    [TestCaseSource(nameof(Names))]
    public void Every_order_gives_the_same(string name)
    {
        var (pairs, outcomes) = Evaluate(name, seed: 1);
        var (again, outcomesAgain) = Evaluate(name, seed: 2);

        Assert.That(again, Is.EquivalentTo(pairs));
        Assert.That(outcomesAgain, Is.EquivalentTo(outcomes));
    }

    [TestCaseSource(nameof(Names))]
    public void What_lacks_content_says_how_to_get_it(string name)
    {
        foreach (var (_, reason, hint) in Evaluate(name, seed: 5).Outcomes)
        {
            Assert.That(hint, reason == SkipReason.NoContent ? Is.Not.Null : Is.Null);
        }
    }

    private static (List<(string Prompt, string Response)> Pairs, List<(string Span, string? Reason, string? Hint)> Outcomes) Evaluate(string name, int seed)
    {
        var capture = CaptureArchive.Open(name);
        IReadOnlyList<Activity> activities;
        using (CaptureReplayer.Listen(capture))
        {
            activities = CaptureReplayer.Replay(capture);
        }

        Assert.That(activities, Has.Count.EqualTo(capture.Spans.Count));
        var spans = activities.Select(static a => (Span)new ActivitySpan(a)).ToArray();
        new Random(seed).Shuffle(spans);
        var evaluator = new PairEvaluator(new PairOptions());
        evaluator.Evaluate(spans);
        return ([.. evaluator.Pairs.Select(static p => (Canonical(p.Prompt.ToString()), Canonical(p.Response.ToString())))],
            [.. evaluator.Outcomes.Select(static o => (o.Span.Name, o.Reason, o.Hint))]);
    }

    internal static List<(string Prompt, string Response)> Expected(string scenario, string mode)
    {
        var records = CaptureArchive.Truth.GetProperty(scenario).GetProperty("records_" + mode);
        return records.ValueKind != JsonValueKind.Array
            ? []
            : [.. records.EnumerateArray().Select(static r => (Canonical(r.GetProperty("prompt").GetString()!), Canonical(r.GetProperty("response").GetString()!)))];
    }

    internal static (string Scenario, string Mode) Split(string name)
    {
        var dot = name.LastIndexOf('.');
        return (name[..dot], name[(dot + 1)..]);
    }

    /// <summary>Texts are compared trimmed, structured ones as JSON, and without placeholders of media, whose form the truth leaves open.</summary>
    internal static string Canonical(string text)
    {
        text = Media().Replace(text, string.Empty).Trim();
        return text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text)!.ToJsonString() : text;
    }

    [GeneratedRegex(@"^\[(image|audio|video|file|document)\b[^\]\n]*\]$\n?", RegexOptions.Multiline)]
    private static partial Regex Media();
}
