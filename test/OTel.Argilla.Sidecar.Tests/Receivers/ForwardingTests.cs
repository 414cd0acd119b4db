using System.Text;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Receivers.Forwarding;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>What is received is sent on unchanged, and neither side waits for the other.</summary>
public sealed class ForwardingTests
{
    private readonly OtlpCalls _calls = new();

    [OneTimeTearDown]
    public void Close() => _calls.Dispose();

    private static IEnumerable<TestCaseData> Requests()
    {
        foreach (var name in new[] { "ok-protobuf", "ok-json", "ok-logs", "content-encoding gzip", "content-encoding zstd", "content-encoding deflate", "content-encoding snappy" })
        {
            yield return new TestCaseData(name, false);
            if (!Exchanges.Get(name).Headers.Contains(("Content-Type", "application/json")))
            {
                yield return new TestCaseData(name, true);
            }
        }
    }

    [TestCaseSource(nameof(Requests))]
    public async Task A_request_arrives_at_the_next_receiver_as_it_came(string name, bool overGrpc)
    {
        var protocol = overGrpc ? ForwardProtocol.Grpc : ForwardProtocol.Http;
        var exchange = Exchanges.Get(name);
        var coding = exchange.Headers.FirstOrDefault(static header => header.Name == "Content-Encoding").Value;
        await using var next = await NextReceiver.StartAsync(protocol);
        await using var receiver = await StartAsync(next.Url, options => options.Protocol = protocol);

        var type = exchange.Headers.Single(static header => header.Name == "Content-Type").Value;
        Assert.That((await _calls.PostAsync(receiver.Http, exchange.Body, exchange.Path, type, coding)).Status, Is.EqualTo(200));
        var seen = await next.TakeAsync();

        Assert.That(seen.Path, Is.EqualTo(protocol == ForwardProtocol.Http ? exchange.Path : exchange.Path == "/v1/logs" ? GrpcLogs : OtlpCalls.TraceExport));
        Assert.That(seen.Body, Is.EqualTo(protocol == ForwardProtocol.Http ? exchange.Body : OtlpCalls.Frame(exchange.Body, coding is not null)));
        Assert.That(seen.Coding ?? "identity", Is.EqualTo(coding ?? "identity"));
        Assert.That(seen.ContentType, Is.EqualTo(protocol == ForwardProtocol.Http ? type : "application/grpc"));
        Assert.That(receiver.Ingest.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_came_over_gRPC_goes_on_over_HTTP_with_headers_of_its_own()
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        await using var receiver = await StartAsync(next.Url, static options => options.Headers["Authorization"] = "Bearer of the next");

        await _calls.CallAsync(receiver.Grpc, headers: ("authorization", "Bearer of the client"));
        var seen = await next.TakeAsync();

        Assert.That((seen.Path, seen.ContentType, seen.Authorization), Is.EqualTo(("/v1/traces", "application/x-protobuf", "Bearer of the next")));
        Assert.That(seen.Body, Is.EqualTo(OtlpCalls.Span));
    }

    [Test]
    public async Task Metrics_go_on_too()
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        await using var receiver = await StartAsync(next.Url);

        await _calls.PostAsync(receiver.Http, "{\"resourceMetrics\":[]}"u8.ToArray(), "/v1/metrics", "application/json");

        Assert.That(Encoding.UTF8.GetString((await next.TakeAsync()).Body), Is.EqualTo("{\"resourceMetrics\":[]}"));
        Assert.That(receiver.Log.Lines(LogLevel.Warning), Is.Empty);
    }

    [Test]
    public async Task A_next_receiver_that_hangs_delays_nobody_and_what_finds_no_room_is_counted()
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        next.Hang();
        await using var receiver = await StartAsync(next.Url, static options =>
        {
            options.MaxQueuedBytes = 10 * OtlpCalls.Span.Length;
            options.MaxConcurrentRequests = 1;
            options.MaxQueuedBytes = Math.Max(1024, options.MaxQueuedBytes);
        });
        for (var request = 0; request < 30; request++)
        {
            Assert.That((await _calls.PostAsync(receiver.Http)).Status, Is.EqualTo(200));
        }

        var counts = receiver.Host.Forwarded!;
        Assert.That(receiver.Ingest.Requests, Has.Count.EqualTo(30));
        Assert.That(counts.NoRoom, Is.EqualTo(20));
        Assert.That(receiver.Log.Lines(LogLevel.Warning), Has.Count.EqualTo(1).And.All.Contains("not sent on"));
        next.GoOn();
        for (var request = 0; request < 10; request++)
        {
            await next.TakeAsync();
        }

        await receiver.DisposeAsync();
        Assert.That((counts.Sent, counts.NoRoom, counts.Refused, counts.GivenUp), Is.EqualTo((10, 20, 0, 0)));
    }

    [Test]
    public async Task A_next_receiver_that_is_away_gets_everything_when_it_is_back()
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        next.Answers.Enqueue(503);
        next.Answers.Enqueue(429);
        next.Answers.Enqueue(502);
        await using var receiver = await StartAsync(next.Url);

        await _calls.PostAsync(receiver.Http);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.That((await next.TakeAsync()).Body, Is.EqualTo(OtlpCalls.Span));
        }

        await receiver.DisposeAsync();
        Assert.That(receiver.Host.Forwarded!.Sent, Is.EqualTo(1));
        Assert.That(receiver.Log.Lines(LogLevel.Warning), Has.Count.EqualTo(1).And.All.Contains("503"));
        Assert.That(receiver.Log.Lines(LogLevel.Information), Has.Some.Contains("again"));
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(301)]
    [TestCase(500)]
    public async Task What_it_refuses_is_not_sent_again(int status)
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        next.Answers.Enqueue(status);
        await using var receiver = await StartAsync(next.Url, static options => options.MaxConcurrentRequests = 1);

        await _calls.PostAsync(receiver.Http);
        await _calls.PostAsync(receiver.Http, path: "/v1/logs", body: []);
        await next.TakeAsync();

        Assert.That((await next.TakeAsync()).Path, Is.EqualTo("/v1/logs"));
        await receiver.DisposeAsync();
        Assert.That((receiver.Host.Forwarded!.Sent, receiver.Host.Forwarded.Refused), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task An_Argilla_side_that_hangs_does_not_delay_the_next_receiver()
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        await using var receiver = await StartAsync(next.Url);
        var waiting = new TaskCompletionSource<IngestResult>();
        receiver.Ingest.Answer = _ => new ValueTask<IngestResult>(waiting.Task);

        var call = _calls.PostAsync(receiver.Http);

        Assert.That((await next.TakeAsync()).Body, Is.EqualTo(OtlpCalls.Span));
        Assert.That(call.IsCompleted, Is.False);
        waiting.SetResult(IngestResult.Accepted);
        Assert.That((await call).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task What_the_client_has_to_send_again_goes_on_once()
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        await using var receiver = await StartAsync(next.Url);
        receiver.Ingest.Answer = static _ => ValueTask.FromResult(new IngestResult(IngestStatus.Unavailable));
        Assert.That((await _calls.PostAsync(receiver.Http)).Status, Is.EqualTo(503));
        Assert.That((await _calls.PostAsync(receiver.Http)).Status, Is.EqualTo(503));
        receiver.Ingest.Answer = null;
        Assert.That((await _calls.PostAsync(receiver.Http)).Status, Is.EqualTo(200));
        Assert.That((await _calls.PostAsync(receiver.Http)).Status, Is.EqualTo(200), "the same once more, as of another client");

        await receiver.DisposeAsync();

        Assert.That(receiver.Host.Forwarded!.Sent, Is.EqualTo(2));
        Assert.That(receiver.Ingest.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Nothing_is_there_to_send_to()
    {
        await using var gone = await NextReceiver.StartAsync(ForwardProtocol.Http);
        var url = gone.Url;
        await gone.DisposeAsync();
        await using var receiver = await StartAsync(url, static options => options.MaxRetryTime = TimeSpan.Zero);

        Assert.That((await _calls.PostAsync(receiver.Http)).Status, Is.EqualTo(200));
        await receiver.DisposeAsync();

        Assert.That(receiver.Host.Forwarded!.GivenUp, Is.EqualTo(1));
    }

    private const string GrpcLogs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";

    private static Task<TestReceiver> StartAsync(Uri next, Action<ForwardOptions>? configure = null) => TestReceiver.StartAsync(options =>
    {
        options.Forward.Endpoint = next;
        options.Forward.FirstRetryDelay = TimeSpan.FromMilliseconds(1);
        configure?.Invoke(options.Forward);
    });
}
