using System.Text;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Ingest;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>What clients are told when a request cannot be kept, or not whole: by what they do on it, nothing is lost that need not be.</summary>
public sealed class AnswersTests
{
    private readonly OtlpCalls _calls = new();
    private TestReceiver _receiver = null!;

    [SetUp]
    public async Task Start() => _receiver = await TestReceiver.StartAsync();

    [TearDown]
    public async Task Stop() => await _receiver.DisposeAsync();

    [OneTimeTearDown]
    public void Close() => _calls.Dispose();

    [Test]
    public async Task What_cannot_be_kept_now_is_asked_for_again()
    {
        Answers(new IngestResult(IngestStatus.Unavailable, 0, "The disk is full: make room.", TimeSpan.FromSeconds(7)));

        var (status, headers, body) = await _calls.PostAsync(_receiver.Http);
        var grpc = await _calls.CallAsync(_receiver.Grpc);

        Assert.That(status, Is.EqualTo(503));
        Assert.That(headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(StatusMessage.Read("application/x-protobuf", body), Is.EqualTo((14, "The disk is full: make room.")));
        Assert.That((grpc.Code, grpc.Message), Is.EqualTo((14, "The disk is full: make room.")));
        Assert.That(grpc.AsksToRetryAfter(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task A_wait_of_less_than_a_second_is_a_second_over_HTTP_and_itself_over_gRPC()
    {
        Answers(new IngestResult(IngestStatus.Unavailable, 0, "Busy.", TimeSpan.FromMilliseconds(250)));

        Assert.That((await _calls.PostAsync(_receiver.Http)).Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That((await _calls.CallAsync(_receiver.Grpc)).AsksToRetryAfter(TimeSpan.FromMilliseconds(250)));
    }

    [Test]
    public async Task Whatever_goes_wrong_behind_is_asked_for_again_and_logged()
    {
        _receiver.Ingest.Answer = static _ => throw new InvalidOperationException("a bug");

        Assert.That((await _calls.PostAsync(_receiver.Http)).Status, Is.EqualTo(503));
        Assert.That((await _calls.CallAsync(_receiver.Grpc)).Code, Is.EqualTo(14));
        Assert.That(_receiver.Log.Lines(LogLevel.Error), Has.Count.EqualTo(2).And.All.Contains("a bug"));
    }

    [Test]
    public async Task A_wait_that_is_given_up_behind_is_asked_for_again()
    {
        _receiver.Ingest.Answer = static _ => throw new OperationCanceledException("of somebody else");

        Assert.That((await _calls.PostAsync(_receiver.Http)).Status, Is.EqualTo(503));
        Assert.That((await _calls.CallAsync(_receiver.Grpc)).Code, Is.EqualTo(14));
    }

    [Test]
    public async Task Spans_that_are_refused_are_counted_with_the_reason()
    {
        Answers(new IngestResult(IngestStatus.Accepted, 300, "300 spans have no id: they “cannot” be records."));

        var json = await _calls.PostAsync(_receiver.Http, Exchanges.Get("ok-json").Body, type: "application/json");
        var logs = await _calls.PostAsync(_receiver.Http, "{}"u8.ToArray(), "/v1/logs", "application/json");
        var protobuf = await _calls.PostAsync(_receiver.Http);
        var grpc = await _calls.CallAsync(_receiver.Grpc);

        const string Message = "300 spans have no id: they “cannot” be records.";
        Assert.That(Encoding.UTF8.GetString(json.Body), Is.EqualTo($$$"""{"partialSuccess":{"rejectedSpans":"300","errorMessage":"{{{Message}}}"}}"""));
        Assert.That(Encoding.UTF8.GetString(logs.Body), Does.Contain("\"rejectedLogRecords\":\"300\""));
        var text = Encoding.UTF8.GetBytes(Message);
        byte[] partial = [0x08, 0xAC, 0x02, 0x12, (byte)text.Length, .. text];
        byte[] response = [0x0A, (byte)partial.Length, .. partial];
        Assert.That((protobuf.Status, protobuf.Body), Is.EqualTo((200, response)));
        Assert.That((grpc.Code, grpc.Body), Is.EqualTo((0, OtlpCalls.Frame(response))));
    }

    [Test]
    public async Task Metrics_are_accepted_and_dropped_which_is_said_once()
    {
        for (var time = 0; time < 2; time++)
        {
            Assert.That((await _calls.PostAsync(_receiver.Http, path: "/v1/metrics")).Status, Is.EqualTo(200));
            Assert.That((await _calls.CallAsync(_receiver.Grpc, path: "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")).Code, Is.Zero);
        }

        Assert.That(_receiver.Ingest.Requests, Is.Empty);
        Assert.That(_receiver.Log.Lines(LogLevel.Warning), Has.Count.EqualTo(1).And.All.Contains("Metrics"));
    }

    [Test]
    public async Task A_deadline_that_passes_is_told_as_one_and_ends_the_wait_behind()
    {
        var waiting = new TaskCompletionSource<IngestResult>();
        _receiver.Ingest.Answer = token => new ValueTask<IngestResult>(waiting.Task.WaitAsync(token));

        var answer = await _calls.CallAsync(_receiver.Grpc, headers: ("grpc-timeout", "50m"));

        Assert.That(answer.Code, Is.EqualTo(4));
        Assert.That(waiting.Task.IsCompleted, Is.False);
    }

    [Test]
    public async Task Stopping_answers_what_is_in_hand()
    {
        var arrived = new TaskCompletionSource();
        var waiting = new TaskCompletionSource<IngestResult>();
        _receiver.Ingest.Answer = _ =>
        {
            arrived.TrySetResult();
            return new ValueTask<IngestResult>(waiting.Task);
        };
        var call = _calls.PostAsync(_receiver.Http);
        await arrived.Task;

        var stop = _receiver.Host.StopAsync();
        waiting.SetResult(IngestResult.Accepted);

        Assert.That((await call).Status, Is.EqualTo(200));
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => _calls.PostAsync(_receiver.Http));
    }

    private void Answers(IngestResult result) => _receiver.Ingest.Answer = _ => ValueTask.FromResult(result);
}
