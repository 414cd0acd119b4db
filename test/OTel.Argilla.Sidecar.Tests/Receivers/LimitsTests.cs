using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>The limits of each client and of all together: whoever meets one is asked to come again.</summary>
public sealed class LimitsTests
{
    private readonly OtlpCalls _calls = new();

    [OneTimeTearDown]
    public void Close() => _calls.Dispose();

    [Test]
    public async Task A_client_has_so_many_requests_in_hand()
    {
        await using var receiver = await TestReceiver.StartAsync(static options => options.MaxConcurrentRequestsPerClient = 1);
        var arrived = new TaskCompletionSource();
        var waiting = new TaskCompletionSource<IngestResult>();
        receiver.Ingest.Answer = _ =>
        {
            arrived.TrySetResult();
            return new ValueTask<IngestResult>(waiting.Task);
        };
        var first = _calls.PostAsync(receiver.Http);
        await arrived.Task;

        var http = await _calls.PostAsync(receiver.Http);
        var grpc = await _calls.CallAsync(receiver.Grpc);
        waiting.SetResult(IngestResult.Accepted);

        Assert.That((http.Status, http.Headers.RetryAfter!.Delta), Is.EqualTo((429, TimeSpan.FromSeconds(5))));
        Assert.That(grpc.Code, Is.EqualTo(8));
        Assert.That(grpc.AsksToRetryAfter(TimeSpan.FromSeconds(5)), "without it RESOURCE_EXHAUSTED is not tried again");
        Assert.That(grpc.Message, Does.Contain("1 requests at a time"));
        Assert.That((await first).Status, Is.EqualTo(200));
        Assert.That((await _calls.PostAsync(receiver.Http)).Status, Is.EqualTo(200), "the place is given back");
    }

    [Test]
    public async Task A_client_sends_so_many_requests_a_second()
    {
        await using var receiver = await TestReceiver.StartAsync(static options => options.MaxRequestsPerSecondPerClient = 3);
        var answers = new List<int>();
        for (var request = 0; request < 200 && !answers.Contains(429); request++)
        {
            answers.Add((await _calls.PostAsync(receiver.Http)).Status);
        }

        // However slow this machine is: each three take a second at least, once the first are gone.
        Assert.That(answers.Take(3), Is.All.EqualTo(200));
        Assert.That(answers, Does.Contain(429).Or.Count.EqualTo(200));
        Assert.That(answers[^1], Is.EqualTo(429));
    }

    [Test]
    public async Task The_bodies_in_hand_take_so_much_memory()
    {
        const int Body = 1024 * 1024;
        await using var receiver = await TestReceiver.StartAsync(static options =>
        {
            options.MaxBodyBytes = Body;
            options.MaxBufferedBytes = 2 * Body;
        });
        var arrived = new SemaphoreSlim(0);
        var waiting = new TaskCompletionSource<IngestResult>();
        receiver.Ingest.Answer = _ =>
        {
            arrived.Release();
            return new ValueTask<IngestResult>(waiting.Task);
        };
        var padded = new byte[Body];
        padded.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(padded);
        var held = new[] { _calls.PostAsync(receiver.Http, padded, type: "application/json") }.ToList();
        await arrived.WaitAsync();

        var refused = await _calls.PostAsync(receiver.Http, padded[..(Body * 3 / 4)], type: "application/json");
        waiting.SetResult(IngestResult.Accepted);
        await Task.WhenAll(held);

        Assert.That(refused.Status, Is.EqualTo(503));
        Assert.That(StatusMessage.Read("application/json", refused.Body).Message, Does.Contain("MaxBufferedBytes"));
        Assert.That((await _calls.PostAsync(receiver.Http, padded[..(Body * 3 / 4)], type: "application/json")).Status, Is.EqualTo(200), "the memory is given back");
    }

    [Test]
    public void A_buffer_gives_back_what_it_took_when_its_last_user_releases_it()
    {
        var budget = new BufferBudget(100_000);
        var buffer = new BodyBuffer(budget);
        for (var round = 0; round < 3; round++)
        {
            buffer.Advance(buffer.GetRoom(10_000).Length);
        }

        buffer.Share();
        buffer.Release();
        Assert.That(budget.Free, Is.LessThan(100_000 - buffer.Length + 1));
        buffer.Release();
        Assert.That(budget.Free, Is.EqualTo(100_000));
    }

    [Test]
    public void A_buffer_gets_no_more_than_there_is()
    {
        var buffer = new BodyBuffer(new BufferBudget(8192));
        while (buffer.GetRoom(1_000_000) is { IsEmpty: false } room)
        {
            buffer.Advance(room.Length);
        }

        Assert.That(buffer.Length, Is.EqualTo(4096));
    }

    [Test]
    public void A_buffer_grows_to_the_usual_size_once_something_has_come_and_the_budget_allows([Values] bool isScarce)
    {
        const int Usual = 100_000;
        var budget = new BufferBudget(isScarce ? Usual : 1_000_000);
        var buffer = new BodyBuffer(budget, Usual);
        var first = buffer.GetRoom(1_000_000).Length;
        buffer.Advance(first);
        var second = buffer.GetRoom(1_000_000).Length;
        Assert.That(first, Is.EqualTo(BodyBuffer.FirstBytes), "nothing has come yet");
        Assert.That(first + second, isScarce ? Is.EqualTo(2 * BodyBuffer.FirstBytes) : Is.GreaterThanOrEqualTo(Usual));
        buffer.Release();
        Assert.That(budget.Free, Is.EqualTo(isScarce ? Usual : 1_000_000));
    }

    [Test]
    public async Task Who_listens_to_the_world_without_authentication_is_warned()
    {
        // Bound to every address of the machine, and reached by the loopback one.
        await using var open = await TestReceiver.StartAsync(static options => (options.HttpEndpoint, options.GrpcEndpoint) = ("*:0", ""));
        await using var guarded = await TestReceiver.StartAsync(static options =>
        {
            (options.HttpEndpoint, options.GrpcEndpoint) = ("*:0", "");
            options.Authentication.ApiKeys.Add("0123456789abcdef");
        });
        await using var loopback = await TestReceiver.StartAsync();

        Assert.That(open.Log.Lines(LogLevel.Warning), Has.Count.EqualTo(1).And.All.Contains("BearerTokens"));
        Assert.That(guarded.Log.Lines(LogLevel.Warning), Has.Count.EqualTo(1).And.All.Contains("CertificateFile"));
        Assert.That(loopback.Log.Lines(LogLevel.Warning), Is.Empty);
        Assert.That(loopback.Log.Lines(LogLevel.Information), Has.Some.Contains($"HTTP at {loopback.Http.GetLeftPart(UriPartial.Authority)}"));
    }
}
