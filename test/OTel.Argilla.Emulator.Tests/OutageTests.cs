using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Emulator.Faults;

namespace OTel.Argilla.Emulator.Tests;

public class OutageTests
{
    private readonly Clock _time = new();
    private ArgillaEmulator _emulator = null!;
    private EmulatorClient _client = null!;
    private string _dataset = null!;

    [SetUp]
    public async Task SetUp()
    {
        _emulator = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { TimeProvider = _time });
        _client = new EmulatorClient(_emulator);
        _dataset = await _client.Dataset("d");
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Test]
    public async Task WhatIsWrittenWhileTheEngineIsDownIsStoredButNotFoundUntilItIsWrittenAgain()
    {
        _emulator.Services.Search = ServiceState.Down;
        var (status, _) = await _client.Put(_dataset, ["a"]);
        _emulator.Services.Search = ServiceState.Up;
        Assert.That(status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(_emulator.Records("d").Single().IsIndexed, Is.False);
        Assert.That(await Total(), Is.Zero);
        await _client.Put(_dataset, ["a"]);
        Assert.That(_emulator.Records("d").Single().IsIndexed, Is.True);
        Assert.That(await Total(), Is.EqualTo(1));
    }

    [TestCase(ServiceState.Down, ServiceState.Up)]
    [TestCase(ServiceState.Up, ServiceState.Down)]
    public async Task AnEngineThatChangesInTheMiddleOfARequestIsForTheWholeOfItWhatItWas(ServiceState before, ServiceState after)
    {
        var looks = 0;
        _emulator.Services.Search = before;
        _time.Looked = () => _emulator.Services.Search = ++looks < 2 ? before : after;
        var (status, _) = await _client.Put(_dataset, ["a", "b", "c", "d"]);
        _time.Looked = null;

        var indexed = status == HttpStatusCode.OK ? 4 : 0;
        Assert.That(looks, Is.GreaterThan(2));
        Assert.That(status, Is.EqualTo(before == ServiceState.Up ? HttpStatusCode.OK : HttpStatusCode.InternalServerError));
        Assert.That(_emulator.Records("d").Count(static record => record.IsIndexed), Is.EqualTo(indexed));
        Assert.That(_emulator.Services.Search, Is.EqualTo(after), "no request brings an engine back that fails");
    }

    [Test]
    public async Task ABadRecordIsStillSaidToBeBadWhileTheEngineIsDown()
    {
        _emulator.Services.Search = ServiceState.Down;
        var (status, _) = await _client.Send(HttpMethod.Put, $"datasets/{_dataset}/records/bulk", JsonNode.Parse("""{"items":[{"fields":{"x":"y"}}]}"""));
        Assert.That(status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
    }

    [Test]
    public async Task AFrozenEngineHoldsTheAnswerForAMinuteThoughTheWriteIsStored()
    {
        _emulator.Services.Search = ServiceState.Frozen;
        var put = _client.Put(_dataset, ["a"]);
        while (_emulator.Records("d").Count == 0)
        {
            await Task.Yield();
        }

        // Others are answered meanwhile.
        Assert.That((await _client.Send(HttpMethod.Get, $"datasets/{_dataset}/records")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(put.IsCompleted, Is.False);
        while (!put.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(60));
            await Task.Yield();
        }

        var (status, body) = await put;
        Assert.That(status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(body!["detail"]!["params"]!["type"]!.GetValue<string>(), Is.EqualTo("opensearchpy.exceptions.ConnectionTimeout"));
    }

    [Test]
    public async Task StoppingDoesNotWaitForAFrozenEngine()
    {
        _emulator.Services.Search = ServiceState.Frozen;
        var put = _client.Put(_dataset, ["a"]);
        while (_emulator.Records("d").Count == 0)
        {
            await Task.Yield();
        }

        await _emulator.DisposeAsync();
        await Assert.CatchAsync<HttpRequestException>(() => put);
    }

    [Test]
    public async Task ARecordDeletedWhileTheEngineIsDownBreaksSearchesThatMeetIt()
    {
        await _client.Put(_dataset, ["a"]);
        _emulator.Services.Search = ServiceState.Down;
        await _client.Send(HttpMethod.Delete, $"datasets/{_dataset}/records?ids={_emulator.Records("d").Single().Id}");
        _emulator.Services.Search = ServiceState.Up;
        await _client.Put(_dataset, ["b"]);
        var (status, _) = await _client.Send(HttpMethod.Post, $"datasets/{_dataset}/records/search", new JsonObject());
        var (_, later) = await _client.Send(HttpMethod.Post, $"datasets/{_dataset}/records/search?offset=1", new JsonObject());
        var (_, progress) = await _client.Send(HttpMethod.Get, $"datasets/{_dataset}/progress");
        Assert.Multiple(() =>
        {
            Assert.That(_emulator.Records("d").Single().ExternalId, Is.EqualTo("b"));
            Assert.That(status, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(later!["items"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That(progress!["total"]!.GetValue<int>(), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task ADatasetDeletedWhileTheEngineIsDownIsGone()
    {
        _emulator.Services.Search = ServiceState.Down;
        var (status, _) = await _client.Send(HttpMethod.Delete, $"datasets/{_dataset}");
        var (after, _) = await _client.Send(HttpMethod.Get, $"datasets/{_dataset}");
        Assert.That((status, after), Is.EqualTo((HttpStatusCode.InternalServerError, HttpStatusCode.NotFound)));
    }

    [Test]
    public async Task ServicesAreToldByRest()
    {
        var address = new Uri(_emulator.Url, "/_emulator/services").ToString();
        var (set, _) = await _client.Send(HttpMethod.Put, address, JsonNode.Parse("""{"search":"frozen","redis":"down","frozen_for":1.5}"""));
        var (bad, _) = await _client.Send(HttpMethod.Put, address, JsonNode.Parse("""{"redis":"frozen"}"""));
        var (_, shown) = await _client.Send(HttpMethod.Get, address);
        Assert.Multiple(() =>
        {
            Assert.That((set, bad), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity)));
            Assert.That(shown!.ToJsonString(), Is.EqualTo("""{"search":"frozen","redis":"down","frozen_for":1.5}"""));
            Assert.That((_emulator.Services.Search, _emulator.Services.Redis, _emulator.Services.FrozenFor),
                Is.EqualTo((ServiceState.Frozen, ServiceState.Down, TimeSpan.FromSeconds(1.5))));
        });
    }

    private async Task<int> Total()
    {
        var (_, body) = await _client.Send(HttpMethod.Post, $"datasets/{_dataset}/records/search", new JsonObject());
        return body!["total"]!.GetValue<int>();
    }

    /// <summary>A clock that says when somebody looks at it, which the emulator does for each record that it creates.</summary>
    private sealed class Clock : FakeTimeProvider
    {
        public Action? Looked { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Looked?.Invoke();
            return base.GetUtcNow();
        }
    }
}
