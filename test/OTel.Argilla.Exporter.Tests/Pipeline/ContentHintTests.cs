using System.Diagnostics;
using System.Diagnostics.Tracing;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>Spans without content: one hint for each SDK, once, that names its switch.</summary>
[NonParallelizable]
public class ContentHintTests
{
    private const string ExtensionsAI = "Experimental.Microsoft.Extensions.AI";
    private const string Anthropic = "com.anthropic.sdk.csharp";

    [Test]
    public void EachSdkIsHintedOnceAndByItsSwitch()
    {
        using var said = new Hints();
        using var rig = new Rig(static options => options.ExportProcessorType = OpenTelemetry.ExportProcessorType.Simple, build: static builder => builder.AddGenAISources());
        using var extensionsAI = new ActivitySource(ExtensionsAI);
        using var anthropic = new ActivitySource(Anthropic);
        for (var i = 0; i < 3; i++)
        {
            foreach (var source in new[] { extensionsAI, anthropic })
            {
                Activity.Current = null;
                GenAISpans.Chat(source, prompt: null, response: null).Stop();
            }

            rig.Provider.ForceFlush(Waits.Long);
        }

        Assert.That(rig.Factory.Counts["spans:skipped:no_content"], Is.EqualTo(6), "each is counted");
        Assert.That(said.Texts, Has.Count.EqualTo(2));
        Assert.That(said.Texts, Has.One.Contains("EnableSensitiveData = true").And.One.Contains("ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE=content"));
    }

    [Test]
    public void WhoHasContentIsNotHinted()
    {
        using var said = new Hints();
        using var rig = new Rig();
        GenAISpans.Chat(rig.Source).Stop();
        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(said.Texts, Is.Empty);
    }

    private sealed class Hints : EventListener
    {
        public Hints() => EnableEvents(ArgillaEventSource.Log, EventLevel.Warning);

        public List<string> Texts { get; } = [];

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == nameof(ArgillaEventSource.NoContent))
            {
                Texts.Add((string)eventData.Payload![0]!);
            }
        }
    }
}
