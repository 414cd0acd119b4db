using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Emulator;
using OTel.Argilla.Exporter;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Tests.Commands;
using static OTel.Argilla.Sidecar.Tests.Serving.Requests;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>The whole of it, with its journal on disk: what is accepted gets to Argilla, in this process or the next one.</summary>
public sealed class SidecarTests
{
    private readonly FakeTimeProvider _time = new();
    private TempDirectory _directory = null!;
    private ArgillaEmulator _argilla = null!;

    [SetUp]
    public async Task Start()
    {
        _directory = new TempDirectory();
        _argilla = await ArgillaEmulator.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        await _argilla.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public async Task What_is_accepted_gets_to_Argilla_and_leaves_the_journal()
    {
        await using var sidecar = Open();
        await IngestAsync(sidecar, Chat(1, 1));
        await UntilAsync(() => _argilla.Records("llm-traces").Count == 1);
        await UntilAsync(() => sidecar.Look() is { PendingTraces: 0, PendingSpans: 0, IsRebuilding: false, OutboxRecords: 0 });

        var pair = sidecar.Look().NewestPairs.Single();
        Assert.That((pair.Prompt, pair.Response, pair.Dataset), Is.EqualTo(("Why?", "Because.", "llm-traces")));
    }

    [Test]
    public async Task What_is_open_when_it_stops_is_put_together_by_the_next_one()
    {
        await using (var first = Open())
        {
            await IngestAsync(first, Chat(1, 2, parent: 1, flags: Local));
            await UntilAsync(() => first.Look().PendingSpans == 1);
            await first.StopAsync(TimeSpan.FromSeconds(5));
            Assert.That((await IngestAnyAsync(first, Chat(3, 3))).Status, Is.EqualTo(IngestStatus.Unavailable));
        }

        await using var second = Open();
        await IngestAsync(second, Agent(1, 1));
        await UntilAsync(() => _argilla.Records("llm-traces").Count == 1);
        Assert.That(_argilla.Records("llm-traces").Single().ExternalId, Does.EndWith($"-{1:x16}"));
    }

    [Test]
    public async Task What_is_asked_of_it_while_it_stops_is_answered()
    {
        var sidecar = Open();
        var requests = Enumerable.Range(1, 200).Select(i => Task.Run(() => IngestAnyAsync(sidecar, Chat(i, i)))).ToArray();
        await Task.WhenAll(requests[..50]);
        await sidecar.DisposeAsync();
        var accepted = (await Task.WhenAll(requests)).Count(static result => result.Status == IngestStatus.Accepted);

        await using var next = Open();
        await UntilAsync(() => _argilla.Records("llm-traces").Count >= accepted);
        Assert.That(_argilla.Records("llm-traces"), Has.Count.EqualTo(accepted));
    }

    [Test]
    public async Task The_dataset_is_chosen_by_the_attributes_of_each_record()
    {
        await using var sidecar = Open("{tenant|shared}-chats");
        await IngestAsync(sidecar, Chat(1, 1));
        await IngestAsync(sidecar, Span(
            2, 2, 0, 0, ("gen_ai.operation.name", "chat"), ("gen_ai.prompt.0.content", "Who?"), ("gen_ai.completion.0.content", "I."), ("tenant", "acme")));
        await UntilAsync(() => sidecar.Look() is { PendingTraces: 0, OutboxRecords: 0, Argilla: ArgillaReach.Reachable });
        await UntilAsync(() => _argilla.Records("shared-chats").Count == 1 && _argilla.Records("acme-chats").Count == 1);
        Assert.That(sidecar.Look().NewestPairs.Select(static pair => $"{pair.Prompt} {pair.Dataset}"), Is.EquivalentTo(new[] { "Why? shared-chats", "Who? acme-chats" }));
    }

    private static async Task<IngestResult> IngestAnyAsync(Sidecar.Serving.Sidecar sidecar, string request) =>
        await sidecar.IngestAsync(OtlpSignal.Traces, OtlpFormat.Json, Encoding.UTF8.GetBytes(request), CancellationToken.None);

    private static async Task IngestAsync(Sidecar.Serving.Sidecar sidecar, string request) =>
        Assert.That(await IngestAnyAsync(sidecar, request), Is.EqualTo(IngestResult.Accepted with { Items = 1 }));

    private Sidecar.Serving.Sidecar Open(string? dataset = null) => Sidecar.Serving.Sidecar.Open(
        new SidecarOptions
        {
            DataDirectory = _directory.File("data"),
            Argilla = new ArgillaExporterOptions { ApiUrl = _argilla.Url, ApiKey = _argilla.ApiKey, Workspace = _argilla.Workspace, TimeoutMilliseconds = 100_000_000, Dataset = dataset! },
            NewestPairs = 5,
        },
        NullLoggerFactory.Instance,
        _time);

    /// <summary>Time goes on until this is so.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)));
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await ticks.WaitForNextTickAsync();
        }
    }
}
