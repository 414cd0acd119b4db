using System.Diagnostics;
using System.Text.Json;
using OpenTelemetry.Trace;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>What a record hook finds in a record, and what it may put there.</summary>
[NonParallelizable]
public class HookedValueTests
{
    [Test]
    public void WholeNumbersStayWholeNumbers()
    {
        object? seen = null;
        var metadata = Metadata(record => seen = record.Metadata["input_tokens"], span => span.SetTag("gen_ai.usage.input_tokens", 20));

        Assert.That(seen, Is.EqualTo(20L).And.TypeOf<long>());
        Assert.That(metadata.GetProperty("input_tokens").GetRawText(), Is.EqualTo("20"));
    }

    [Test]
    public void AnyDictionaryIsAnObject() => Assert.That(
        Metadata(static record => record.Metadata["x"] = new Dictionary<string, string> { ["team"] = "a" }).GetProperty("x").GetRawText(), Is.EqualTo("""{"team":"a"}"""));

    [Test]
    public void DatesAreWrittenWithTheirZone()
    {
        var metadata = Metadata(static record =>
        {
            record.Metadata["utc"] = new DateTime(2026, 11, 28, 22, 45, 37, DateTimeKind.Utc);
            record.Metadata["offset"] = new DateTimeOffset(2026, 11, 28, 22, 45, 37, TimeSpan.FromHours(1));
        });

        Assert.That(metadata.GetProperty("utc").GetString(), Is.EqualTo("2026-11-28T22:45:37.0000000Z"));
        Assert.That(metadata.GetProperty("offset").GetString(), Is.EqualTo("2026-11-28T22:45:37.0000000+01:00"));
    }

    [Test]
    public void AValueWithoutAJsonFormIsSaidByItsType()
    {
        using var said = new Said();
        using var rig = new Rig(options => options.RecordHook = static record =>
        {
            record.Metadata["x"] = new { Secret = "prompt" };
            return record;
        });
        GenAISpans.Chat(rig.Source).Stop();
        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Delivery.Records, Is.Empty);
        Assert.That(rig.Factory.Counts["records:rejected:hook_failed"], Is.EqualTo(1));
        var line = said.Of("RecordHookFailed").Single();
        Assert.That(line, Does.Contain("AnonymousType").And.Contain("Use strings, numbers").And.Not.Contain("= prompt"));
    }

    private static JsonElement Metadata(Action<ArgillaRecord> hook, Action<Activity>? tag = null)
    {
        using var rig = new Rig(options => options.RecordHook = record =>
        {
            hook(record);
            return record;
        });
        var span = GenAISpans.Chat(rig.Source);
        tag?.Invoke(span);
        span.Stop();
        rig.Provider.ForceFlush(Waits.Long);
        return JsonDocument.Parse(rig.Delivery.Records.Single()).RootElement.GetProperty("metadata");
    }
}
