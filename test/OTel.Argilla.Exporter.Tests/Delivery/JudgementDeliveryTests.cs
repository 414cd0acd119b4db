using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Tests.Argilla;
using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>Judgements as suggestions for the questions of a dataset.</summary>
public class JudgementDeliveryTests
{
    /// <summary>A label and a score may say the same; which of them a question takes is its own matter.</summary>
    [TestCase(4.0, "pass", "4", null)]
    [TestCase(0.5, "4", "4", 0.5)]
    [TestCase(9.0, "pass", null, null)]
    public void AJudgementGivesItsQuestionWhatThatTakes(double score, string label, string? value, double? shown)
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server);
        var pair = Evaluated.Of(Chat(1, input: User("q"), output: Assistant("a")).Event(
            "gen_ai.evaluation.result", ("gen_ai.evaluation.name", "helpfulness"), ("gen_ai.evaluation.score.value", score), ("gen_ai.evaluation.score.label", label))).Pair;
        outbox.Delivery.Enqueue(new RecordWriter(new Dictionary<string, string> { ["helpfulness"] = "response-rating" }).Write(pair));

        Assert.That(outbox.Delivery.Flush(Waits.Long), Is.True);
        var suggestion = server.Records.Values.Single()["suggestions"]?.AsArray().SingleOrDefault();
        Assert.That((suggestion?["value"]?.ToJsonString(), (double?)suggestion?["score"]), Is.EqualTo((value, shown)));
    }
}
