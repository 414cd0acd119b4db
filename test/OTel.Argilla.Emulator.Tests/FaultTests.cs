using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OTel.Argilla.Emulator.Faults;

namespace OTel.Argilla.Emulator.Tests;

public class FaultTests
{
    private ArgillaEmulator _emulator = null!;
    private EmulatorClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _emulator = await ArgillaEmulator.StartAsync();
        _client = new EmulatorClient(_emulator);
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Test]
    public async Task AStatusCanCarryRetryAfterAndABody()
    {
        _emulator.Faults.Add(Fault.Status(429, retryAfter: "7", body: "{\"slow\":true}").Times(1));
        using var first = await _client.Get("version");
        using var second = await _client.Get("version");
        Assert.Multiple(() =>
        {
            Assert.That((int)first.StatusCode, Is.EqualTo(429));
            Assert.That(first.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
        Assert.That(await first.Content.ReadAsStringAsync(), Is.EqualTo("{\"slow\":true}"));
    }

    [Test]
    public async Task OnlyTheNthFittingRequestGoesWrong()
    {
        _emulator.Faults.Add(Fault.Status(503).For("GET", "/me").Nth(2));
        var statuses = new List<int>();
        foreach (var path in new[] { "me", "version", "me", "me" })
        {
            using var response = await _client.Get(path);
            statuses.Add((int)response.StatusCode);
        }

        Assert.That(statuses, Is.EqualTo(new[] { 200, 200, 503, 200 }));
        Assert.That(_emulator.Faults.Pending, Is.Empty);
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task AResetComesBeforeOrAfterTheWrite(bool afterWrite, int stored)
    {
        var dataset = await _client.Dataset("d");
        _emulator.Faults.Add(Fault.Reset(afterWrite).For("PUT", "/records/bulk").Times(1));
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.Put(dataset, ["a"]));
        Assert.That(_emulator.Records("d"), Has.Count.EqualTo(stored));

        await _client.Put(dataset, ["a"]);
        Assert.That(_emulator.Records("d"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AStatusAfterTheWriteIsTheOutageOfASearchEngine()
    {
        var dataset = await _client.Dataset("d");
        _emulator.Faults.Add(Fault.Status(500, afterWrite: true).For("PUT", "/records/bulk").Times(1));
        var (status, _) = await _client.Put(dataset, ["a"]);
        Assert.That(status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(_emulator.Records("d"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AHangLastsUntilTheClientGivesUp()
    {
        _emulator.Faults.Add(Fault.Hang());
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.CatchAsync<OperationCanceledException>(() => _client.Get("version", patience.Token));
        _emulator.Faults.Clear();
        using var response = await _client.Get("version");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task StoppingEndsAHang()
    {
        _emulator.Faults.Add(Fault.Hang());
        var hanging = _client.Get("version");
        while (_emulator.Requests.Count == 0)
        {
            await Task.Yield();
        }

        await _emulator.DisposeAsync();
        await Assert.CatchAsync<HttpRequestException>(() => hanging);
    }

    [Test]
    public async Task GarbageAndHtmlComeWithAGoodStatus()
    {
        _emulator.Faults.Add(Fault.Garbage().Times(1));
        _emulator.Faults.Add(Fault.HtmlPage().Times(1));
        using var garbage = await _client.Get("version");
        using var page = await _client.Get("version");
        var text = await garbage.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That(() => JsonNode.Parse(text), Throws.InstanceOf<System.Text.Json.JsonException>());
            Assert.That(garbage.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
            Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(page.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        });
    }

    [Test]
    public async Task FaultsAndRequestsAreThereByRest()
    {
        var control = new Uri(_emulator.Url, "/_emulator/faults").ToString();
        var (added, _) = await _client.Send(HttpMethod.Post, control, JsonNode.Parse("""{"kind":"status","status":502,"path":"/version","times":1}"""));
        var (bad, _) = await _client.Send(HttpMethod.Post, control, JsonNode.Parse("""{"kind":"mischief"}"""));
        using var response = await _client.Get("version");
        var (_, requests) = await _client.Send(HttpMethod.Get, new Uri(_emulator.Url, "/_emulator/requests").ToString());
        Assert.Multiple(() =>
        {
            Assert.That(added, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(bad, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
            Assert.That(requests!["items"]![0]!["target"]!.GetValue<string>(), Is.EqualTo("/api/v1/version"));
            Assert.That(requests.ToJsonString(), Does.Not.Contain(_emulator.ApiKey));
        });
    }

    [Test]
    public async Task NoPasswordOrTokenIsKept()
    {
        using var form = new FormUrlEncodedContent([new("username", "argilla"), new("password", "12345678")]);
        using var http = new HttpClient { BaseAddress = _emulator.Url };
        using var answer = await http.PostAsync(new Uri("/api/v1/token", UriKind.Relative), form);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var me = await http.GetAsync(new Uri("/api/v1/me", UriKind.Relative));
        Assert.That(me.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        var kept = await http.GetStringAsync(new Uri("/_emulator/requests", UriKind.Relative));
        Assert.That(kept, Does.Contain("/api/v1/token").And.Contain("/api/v1/me").And.Not.Contain("12345678").And.Not.Contain(token));
    }

    [Test]
    public void TheRequestsThatAreKeptAreBounded()
    {
        var (log, request) = (new RequestLog(), new DefaultHttpContext().Request);
        var body = new byte[40_000];
        for (var i = 0; i < 2_000; i++)
        {
            log.Add(request, "/large", body, 200);
        }

        Assert.That(log.All, Has.Count.EqualTo(RequestLog.MaximumCharacters / body.Length));
        for (var i = 0; i < RequestLog.Maximum + 1; i++)
        {
            log.Add(request, $"/{i}", [], 200);
        }

        Assert.That(log.All, Has.Count.EqualTo(RequestLog.Maximum));
        Assert.That(log.All[0].Target, Is.EqualTo("/1"));
    }
}
