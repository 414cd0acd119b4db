using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Tests.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Registration;

/// <summary>Options through a built provider, down to what a server gets.</summary>
[NonParallelizable]
public class OptionsAtWorkTests
{
    [Test]
    public async Task TheClientFactoryIsCalledOnceAndItsClientUsed()
    {
        var made = 0;
        using var handler = new Counter();
        await using var rig = await EmulatorRig.StartAsync(options => options.HttpClientFactory = () =>
        {
            made++;
            return new HttpClient(handler, disposeHandler: false);
        });
        Assert.That(made, Is.Zero, "not while the provider is built");
        rig.Chat();
        rig.Flush();
        rig.Chat();
        rig.Flush();

        Assert.That(made, Is.EqualTo(1));
        Assert.That(handler.Requests, Is.EqualTo(rig.Server.Requests.Count).And.GreaterThan(1));
        Assert.That(rig.Records, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task HeadersAndTheKeyGoWithEveryRequest()
    {
        await using var rig = await EmulatorRig.StartAsync(static options =>
        {
            options.Headers["Authorization"] = "Bearer hf_token";
            options.Headers["X-Team"] = "blue";
        });
        rig.Chat();
        rig.Flush();

        Assert.That(rig.Server.Requests.Select(static request => request.Headers["X-Team"]), Is.All.EqualTo("blue").And.Not.Empty);
        Assert.That(rig.Server.Requests.Select(static request => request.Headers.ContainsKey("Authorization")), Is.All.True);
        Assert.That(rig.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public void AFilterKeepsSpansOut()
    {
        using var rig = new Rig(static options => options.Filter = static activity => activity.GetTagItem("tenant") as string != "internal");
        using (var chat = GenAISpans.Chat(rig.Source, "kept out"))
        {
            chat.SetTag("tenant", "internal");
        }

        GenAISpans.Chat(rig.Source, "kept").Stop();
        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Delivery.Records.Single(), Does.Contain("kept").And.Not.Contain("kept out"));
        Assert.That(rig.Factory.Counts["spans:skipped:filter"], Is.EqualTo(1));
    }

    [Test]
    public async Task AHookEditsAllButTheIdentity()
    {
        await using var rig = await EmulatorRig.StartAsync(static options => options.RecordHook = static record =>
        {
            record.Prompt = record.Prompt.Replace("4711", "[number]", StringComparison.Ordinal);
            record.Response += " Edited.";
            record.Conversation.Add(new ArgillaMessage("system", "added"));
            record.Metadata["team"] = "blue";
            record.Metadata.Remove("model");
            record.Suggestions.Add(new ArgillaSuggestion("response-rating", 4) { Score = 0.5, Agent = "judge" });
            return record;
        });
        rig.Chat("My card is 4711", "Thanks.");
        Assert.That(rig.Flush(), Is.True);

        var stored = rig.Records.Single();
        Assert.That((string?)stored.Fields["prompt"], Is.EqualTo("My card is [number]"));
        Assert.That((string?)stored.Fields["response"], Is.EqualTo("Thanks. Edited."));
        Assert.That((string?)stored.Fields["conversation"]![0]!["content"], Is.EqualTo("added"));
        Assert.That((string?)stored.Metadata["team"], Is.EqualTo("blue"));
        Assert.That(stored.Metadata.ContainsKey("model"), Is.False);
        Assert.That(stored.Suggestions, Has.Count.EqualTo(1));
        Assert.That(string.Concat(rig.Server.Requests.Select(static request => request.Body)), Does.Not.Contain("4711"), "redacted before it leaves the process");
    }

    [Test]
    public async Task WhatTheHookDropsOrFailsOnDoesNotLeaveTheProcess()
    {
        await using var rig = await EmulatorRig.StartAsync(static options => options.RecordHook = static record =>
            record.Prompt.StartsWith("drop", StringComparison.Ordinal) ? null
            : record.Prompt.StartsWith("fail", StringComparison.Ordinal) ? throw new InvalidOperationException() : record);
        rig.Chat("drop me");
        rig.Chat("fail on me");
        rig.Chat("keep me");
        rig.Flush();

        Assert.That((string?)rig.Records.Single().Fields["prompt"], Is.EqualTo("keep me"));
        Assert.That(string.Concat(rig.Server.Requests.Select(static request => request.Body)), Does.Not.Contain("drop me").And.Not.Contain("fail on me"));
    }

    [TestCase(0, 0)]
    [TestCase(1, 40)]
    public void SamplingTakesNoneOrAll(double ratio, int records)
    {
        using var rig = new Rig(options => options.SamplingRatio = ratio);
        for (var i = 0; i < 40; i++)
        {
            Activity.Current = null;
            GenAISpans.Chat(rig.Source).Stop();
        }

        rig.Provider.ForceFlush(Waits.Long);
        Assert.That(rig.Delivery.Records, Has.Count.EqualTo(records));
        Assert.That(rig.Factory.Spans("exported") + rig.Factory.Spans("skipped"), Is.EqualTo(40));
    }

    [Test]
    public void SamplingIsByTraceSoThatTwoProcessesAgreeAndATraceStaysWhole()
    {
        using var one = new Rig(static options => options.SamplingRatio = 0.5);
        using var other = new Rig(static options => options.SamplingRatio = 0.5);
        for (var i = 0; i < 40; i++)
        {
            var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
            foreach (var rig in new[] { one, other })
            {
                GenAISpans.Chat(rig.Source, "first", parent: trace).Stop();
                GenAISpans.Chat(rig.Source, "second", parent: trace).Stop();
            }
        }

        one.Provider.ForceFlush(Waits.Long);
        other.Provider.ForceFlush(Waits.Long);
        var traces = TracesOf(one);

        Assert.That(traces, Is.EquivalentTo(TracesOf(other)));
        Assert.That(one.Delivery.Ids, Has.Count.EqualTo(2 * traces.Count), "both spans of each trace");
        Assert.That(traces, Has.Count.InRange(4, 36));

        static List<string> TracesOf(Rig rig) => [.. rig.Delivery.Ids.Select(static id => id.Split('-')[0]).Distinct()];
    }

    [Test]
    public async Task OptionsAreReadOnce()
    {
        ArgillaExporterOptions kept = null!;
        await using var rig = await EmulatorRig.StartAsync(options => kept = options);
        kept.Dataset = "changed";
        kept.ApiKey = "changed";
        kept.ApiUrl = new Uri("http://changed.invalid");
        kept.MaxRecordsPerRequest = 1;
        kept.Headers["X-Changed"] = "yes";
        kept.FieldMapping["prompt"] = "changed";
        kept.MetadataMapping["model"] = "changed";
        kept.Filter = static _ => false;
        kept.RecordHook = static _ => null;
        kept.SamplingRatio = 0;
        rig.Chat("one");
        rig.Chat("two");

        Assert.That(rig.Flush(), Is.True);
        Assert.That(rig.Records, Has.Count.EqualTo(2));
        Assert.That(rig.Records[0].Metadata.ContainsKey("model"), Is.True);
        Assert.That(rig.Server.Requests.SelectMany(static request => request.Headers.Keys), Has.None.EqualTo("X-Changed"));
    }

    [Test]
    public async Task TheExporterByItselfWorksInAProcessorOfTheUsersOwn()
    {
        await using var server = await OTel.Argilla.Emulator.ArgillaEmulator.StartAsync();
        using var source = new ActivitySource("own" + Guid.NewGuid().ToString("N"));
        var options = new ArgillaExporterOptions { ApiUrl = server.Url, ApiKey = server.ApiKey, Workspace = server.Workspace };
        var exporter = new ArgillaExporter(options);
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddProcessor(new SimpleActivityExportProcessor(exporter)).Build();
        source.StartActivity("GET /")!.Stop();
        GenAISpans.Chat(source).Stop();

        Assert.That(exporter.ForceFlush(Waits.Long), Is.True);
        Assert.That((string?)server.Records("llm-traces").Single().Fields["prompt"], Is.EqualTo("Why?"));
        Assert.That(exporter.Shutdown(Waits.Long), Is.True);
        Assert.That(exporter.Shutdown(Waits.Long), Is.True.Or.False, "again, without an exception");
    }

    private sealed class Counter : DelegatingHandler
    {
        private int _requests;

        public Counter()
            : base(new SocketsHttpHandler())
        {
        }

        public int Requests => _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _requests);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
