using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Tokens and keys.</summary>
public sealed class AuthenticationTests
{
    private const string Old = "old-token-0123456789";
    private const string New = "new-token-0123456789";
    private const string Key = "api-key-0123456789-%";

    private readonly OtlpCalls _calls = new();
    private TestReceiver _receiver = null!;

    [OneTimeSetUp]
    public async Task Start() => _receiver = await TestReceiver.StartAsync(static options =>
    {
        options.Authentication.BearerTokens.Add(Old);
        options.Authentication.BearerTokens.Add(New);
        options.Authentication.ApiKeys.Add(Key);
    });

    [OneTimeTearDown]
    public async Task Stop()
    {
        _calls.Dispose();
        await _receiver.DisposeAsync();
    }

    [TestCase("Authorization", "Bearer " + Old, true)]
    [TestCase("Authorization", "Bearer " + New, true)]
    [TestCase("authorization", "bearer  " + New, true)]
    [TestCase("X-API-Key", Key, true)]
    [TestCase("Authorization", "Bearer " + Old + "x", false)]
    [TestCase("Authorization", "Bearer ", false)]
    [TestCase("Authorization", Old, false)]
    [TestCase("Authorization", "Basic " + Old, false)]
    [TestCase("Authorization", "Bearer " + Key, false)]
    [TestCase("X-API-Key", Old, false)]
    [TestCase("X-API-Key", "", false)]
    [TestCase("X-Other", Key, false)]
    public async Task Who_shows_one_of_them_is_let_in(string header, string value, bool isAllowed)
    {
        var before = _receiver.Ingest.Requests.Count;

        var http = await _calls.PostAsync(_receiver.Http, headers: (header, value));
        var metrics = await _calls.PostAsync(_receiver.Http, path: "/v1/metrics", headers: (header, value));
        var grpc = await _calls.CallAsync(_receiver.Grpc, headers: (header, value));

        Assert.That(http.Status, Is.EqualTo(isAllowed ? 200 : 401));
        Assert.That(metrics.Status, Is.EqualTo(http.Status));
        Assert.That(grpc.Code, Is.EqualTo(isAllowed ? 0 : 16));
        Assert.That(_receiver.Ingest.Requests, Has.Count.EqualTo(before + (isAllowed ? 2 : 0)));
        if (!isAllowed)
        {
            Assert.That(http.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
            Assert.That(StatusMessage.Read("application/x-protobuf", http.Body), Is.EqualTo((16, grpc.Message)));
            Assert.That(grpc.Message, Does.Contain("Authorization: Bearer").And.Contains("X-API-Key"));
        }
    }

    [Test]
    public async Task Two_tokens_in_one_request_are_none() =>
        Assert.That((await _calls.CallAsync(_receiver.Grpc, headers: [("x-api-key", Key), ("x-api-key", Key)])).Code, Is.EqualTo(16));

    [Test]
    public async Task The_body_of_who_is_not_let_in_is_not_read()
    {
        using var client = await RawHttp.ConnectAsync(_receiver.Http);
        await client.SendAsync("POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n");

        Assert.That((await client.ReadAsync())?.Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Refusals_are_logged_once_without_what_was_shown()
    {
        await using var receiver = await TestReceiver.StartAsync(static options => options.Authentication.ApiKeys.Add(Key));
        for (var time = 0; time < 3; time++)
        {
            await _calls.PostAsync(receiver.Http, headers: ("X-API-Key", "a-wrong-key-0123456789"));
        }

        Assert.That(receiver.Log.Lines(LogLevel.Warning), Has.Count.EqualTo(1).And.All.Contains("127.0.0.1"));
        Assert.That(receiver.Log.Lines(LogLevel.Trace), Has.None.Contains("a-wrong-key").And.None.Contains(Key));
    }
}
