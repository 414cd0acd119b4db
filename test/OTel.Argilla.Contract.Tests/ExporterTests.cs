using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace OTel.Argilla.Contract.Tests;

/// <summary>The exporter whole, from the end of a span to the record in the dataset.</summary>
public sealed class ExporterTests : ContractFixture
{
    private const int Spans = 450;

    [Test]
    public async Task SpansBecomeRecordsInRequestsThatAreSortedAndBounded()
    {
        var name = NewName();
        using var source = new ActivitySource(name);
        using var handler = new Recorder();
        using (var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(name)
            .AddArgillaExporter(options =>
            {
                options.ApiUrl = TestServer.Url;
                options.ApiKey = TestServer.ApiKey;
                options.Workspace = TestServer.Workspace.Name;
                options.Dataset = name;
                options.HttpClientFactory = () => new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
            })
            .Build())
        {
            for (var i = 0; i < Spans; i++)
            {
                Activity.Current = null;
                using var chat = source.StartActivity("chat m", ActivityKind.Client)!;
                chat.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.request.model", "m").SetTag("gen_ai.usage.input_tokens", 3).SetTag("gen_ai.usage.output_tokens", 4);
                chat.SetTag("gen_ai.input.messages", $$"""[{"role":"user","parts":[{"type":"text","content":"question {{i}}"}]}]""");
                chat.SetTag("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"text","content":"answer"}],"finish_reason":"stop"}]""");
            }

            Assert.That(provider.ForceFlush(120_000), Is.True);
        }

        var dataset = await Api.FindDatasetAsync(name, TestServer.Workspace.Id, default);
        var stored = await TestServer.Rest.RecordsAsync(dataset!.Id!);

        Assert.That(stored.Values.Select(static record => record["fields"]!["prompt"]!.GetValue<string>()), Is.EquivalentTo(Enumerable.Range(0, Spans).Select(static i => $"question {i}")));
        var first = stored.Values.First()["metadata"]!;
        Assert.That((first["model"]!.GetValue<string>(), first["tokens"]!.GetValue<int>()), Is.EqualTo(("m", 7)));
        Assert.That(handler.Batches, Is.Not.Empty);
        foreach (var batch in handler.Batches)
        {
            Assert.That(batch, Has.Length.LessThanOrEqualTo(200));
            Assert.That(batch, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        }
    }

    /// <summary>The external ids of each bulk request, on their way to the server.</summary>
    private sealed class Recorder : DelegatingHandler
    {
        public Recorder()
            : base(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
        }

        public ConcurrentQueue<string[]> Batches { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/records/bulk", StringComparison.Ordinal))
            {
                var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
                Batches.Enqueue([.. body["items"]!.AsArray().Select(static item => item!["external_id"]!.GetValue<string>())]);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
