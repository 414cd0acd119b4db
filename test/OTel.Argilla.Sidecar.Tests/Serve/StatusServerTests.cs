using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Receivers.Access;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Status;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary>Health checks, the page and its JSON, and who may see them.</summary>
public sealed class StatusServerTests
{
    private const string Token = "token-0123456789abcdef";
    private const string Hostile = "<script>alert(1)</script> & \"quoted\"";

    private readonly StatusOptions _options = new();
    private readonly AuthenticationOptions _authentication = new();
    private ExporterMetrics _metrics = null!;
    private Tally _tally = null!;
    private HttpClient _client = null!;
    private StatusServer? _server;
    private SidecarState _state = new();
    private bool _showsPairs;

    [SetUp]
    public void Begin()
    {
        (_metrics, _client, _state, _showsPairs) = (new ExporterMetrics(), new HttpClient(), new SidecarState { MaxJournalBytes = 4L << 30 }, false);
        _tally = new Tally(_metrics.Meter);
        _authentication.BearerTokens.Clear();
        (_options.MaxBacklogAge, _options.NeedsArgilla) = (TimeSpan.Zero, false);
    }

    [TearDown]
    public async Task End()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }

        _client.Dispose();
        _tally.Dispose();
        _metrics.Dispose();
    }

    [Test]
    public async Task It_lives_while_it_answers()
    {
        _state = _state with { JournalProblem = "disk full" };
        Assert.That(await GetAsync("/healthz"), Is.EqualTo((HttpStatusCode.OK, "ok\n")));
    }

    [TestCase("as it is", "", true)]
    [TestCase("no disk", "journal", false)]
    [TestCase("rebuilding", "rebuilding", false)]
    [TestCase("no address", "", true)]
    [TestCase("no address, needed", "argilla", false)]
    [TestCase("Argilla away", "", true)]
    [TestCase("Argilla away, needed", "argilla", false)]
    [TestCase("old", "", true)]
    [TestCase("old, bounded", "backlog", false)]
    public async Task It_is_ready_when_requests_would_be_kept(string how, string fails, bool isReady)
    {
        _state = _state with { Argilla = ArgillaReach.Reachable };
        _state = how.Split(',')[0] switch
        {
            "no address" => _state with { Argilla = ArgillaReach.NotConfigured },
            "no disk" => _state with { JournalProblem = "The disk is full." },
            "rebuilding" => _state with { IsRebuilding = true },
            "Argilla away" => _state with { Argilla = ArgillaReach.Unreachable },
            "old" => _state with { OutboxRecords = 3, BacklogAge = TimeSpan.FromHours(3) },
            _ => _state,
        };
        _options.NeedsArgilla = how.EndsWith("needed", StringComparison.Ordinal);
        _options.MaxBacklogAge = how.EndsWith("bounded", StringComparison.Ordinal) ? TimeSpan.FromHours(1) : TimeSpan.Zero;

        var (status, text) = await GetAsync("/readyz");
        var answer = JsonNode.Parse(text)!;
        Assert.That((status, (bool)answer["ready"]!), Is.EqualTo((isReady ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, isReady)));
        Assert.That(
            answer["checks"]!.AsObject().Where(static check => !(bool)check.Value!["ok"]! && (bool)check.Value["needed"]!).Select(static check => check.Key),
            Is.EqualTo(fails.Length == 0 ? [] : new[] { fails }));
        Assert.That((bool)answer["checks"]!["argilla"]!["ok"]!, Is.EqualTo(_state.Argilla == ArgillaReach.Reachable), "as it stands, needed or not");
        Assert.That(answer["checks"]!.AsObject().Select(static check => check.Key), Is.EqualTo(new[] { "journal", "rebuilding", "backlog", "argilla" }));
    }

    [Test]
    public async Task Page_and_JSON_tell_the_same()
    {
        _metrics.SpanSkipped("nested");
        _metrics.SpanSkipped("nested");
        _metrics.RecordsExported(7);
        _metrics.RecordsRejected("argilla", 2);
        _state = _state with
        {
            PendingTraces = 1234, PendingSpans = 5678, OutboxRecords = 9, BacklogAge = TimeSpan.FromMinutes(3), DeadLetters = 4, JournalBytes = 3 << 20,
            Argilla = ArgillaReach.Unreachable, LastError = ("It <b>hangs</b>", new DateTimeOffset(2026, 11, 28, 8, 0, 0, TimeSpan.Zero)),
        };

        var page = (await GetAsync("/")).Text;
        var json = JsonNode.Parse((await GetAsync("/status.json")).Text)!;
        foreach (var text in new[] { "1,234", "5,678", ">9<", "3 min", ">4<", "3.0 MiB", "of 4.0 GiB", "2026-11-28 08:00:00 UTC: It &lt;b&gt;hangs&lt;/b&gt;", "inside another interaction", "delivered", "refused (argilla)", "It has refused 4 records" })
        {
            Assert.That(page, Does.Contain(text));
        }

        Assert.That((int)json["values"]!["pending"]!, Is.EqualTo(1234));
        Assert.That(json["tables"]!["skipped"]!.ToJsonString(), Is.EqualTo("""[["nested","inside another interaction, whose record speaks for it","2"]]"""));
        Assert.That(json["tables"]!["records"]!.ToJsonString(), Is.EqualTo("""[["delivered","7"],["refused (argilla)","2"]]"""));
        foreach (var (id, text) in json["texts"]!.AsObject())
        {
            Assert.That(page, Does.Contain($"id=\"{id}\"").And.Contain(WebUtility.HtmlEncode((string?)text)!.Replace("&#39;", "&#x27;", StringComparison.Ordinal)));
        }
    }

    [Test]
    public async Task Pairs_are_shown_only_when_they_may_be_and_are_text()
    {
        _state = _state with { NewestPairs = [new NewestPair(DateTimeOffset.UnixEpoch, "id", "data<set", Hostile, Hostile)] };
        Assert.That((await GetAsync("/")).Text + (await GetAsync("/status.json")).Text, Does.Not.Contain("alert").And.Not.Contain("Newest pairs"));

        _showsPairs = true;
        var page = (await GetAsync("/")).Text;
        Assert.That(page, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;").And.Contain("data&lt;set").And.Not.Contain("<script>alert"));
        Assert.That((await GetAsync("/status.json")).Text, Does.Not.Contain("<script>"));
    }

    [TestCase("127.0.0.1:4319", "localhost", true)]
    [TestCase("127.0.0.1:4319", "127.0.0.1:80", true)]
    [TestCase("127.0.0.1:4319", "[::1]:4319", true)]
    [TestCase("127.0.0.1:4319", "LOCALHOST:4319", true)]
    [TestCase("127.0.0.1:4319", "rebound.example:4319", false)]
    [TestCase("127.0.0.1:4319", "127.0.0.1.example", false)]
    [TestCase("127.0.0.1:4319", "10.0.0.1", false)]
    [TestCase("*:4319", "sidecar.example", true)]
    public async Task On_loopback_only_names_of_this_machine_are_answered(string endpoint, string host, bool isAnswered)
    {
        await StartAsync(endpoint);
        foreach (var path in new[] { "/", "/status.json", "/status.js" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server!.Url, path)) { Headers = { Host = host } };
            using var answer = await _client.SendAsync(request);
            Assert.That(answer.StatusCode, Is.EqualTo(isAnswered ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest), path);
        }
    }

    [Test]
    public async Task With_tokens_who_has_one_sees_the_page_and_anybody_the_checks()
    {
        _authentication.BearerTokens.Add(Token);
        Assert.That((await GetAsync("/")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await GetAsync("/status.json")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await GetAsync("/healthz")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await GetAsync("/readyz")).Status, Is.EqualTo(HttpStatusCode.OK));
        foreach (var (header, status) in new[]
        {
            (new AuthenticationHeaderValue("Bearer", Token), HttpStatusCode.OK),
            (new AuthenticationHeaderValue("Basic", Base64("me:" + Token)), HttpStatusCode.OK),
            (new AuthenticationHeaderValue("Basic", Base64("me:wrong")), HttpStatusCode.Unauthorized),
            (new AuthenticationHeaderValue("Basic", Base64(Token + ":")), HttpStatusCode.Unauthorized),
            (new AuthenticationHeaderValue("Basic", "not base64!"), HttpStatusCode.Unauthorized),
            (new AuthenticationHeaderValue("Bearer", Token + "x"), HttpStatusCode.Unauthorized),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server!.Url, "/status.json")) { Headers = { Authorization = header } };
            using var answer = await _client.SendAsync(request);
            Assert.That(answer.StatusCode, Is.EqualTo(status), header.ToString());
        }

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    [Test]
    public async Task Answers_are_kept_to_themselves_and_other_methods_and_paths_are_refused()
    {
        await StartAsync("127.0.0.1:0");
        using var answer = await _client.GetAsync(_server!.Url);
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; script-src 'self';"));
        Assert.That(answer.Headers.CacheControl!.NoStore && answer.Headers.GetValues("X-Content-Type-Options").Single() == "nosniff" && !answer.Headers.Contains("Access-Control-Allow-Origin"));
        using var head = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, _server.Url));
        Assert.That((head.StatusCode, head.Content.Headers.ContentLength > 1000), Is.EqualTo((HttpStatusCode.OK, true)));
        using var post = await _client.PostAsync(_server.Url, new StringContent(string.Empty));
        Assert.That(post.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That((await GetAsync("/nothing")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        if (_server is null)
        {
            await StartAsync("127.0.0.1:0");
        }

        using var answer = await _client.GetAsync(new Uri(_server!.Url, path));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task StartAsync(string endpoint)
    {
        Assert.That(ListenAddress.TryParse(endpoint, out var address));
        _server = await StatusServer.StartAsync(
            new ListenAddress(System.Net.IPAddress.Loopback, 0),
            new PageAccess(_authentication, address),
            () => new StatusReport(_state, null, _tally, new Throughput(TimeProvider.System), _options, _showsPairs),
            NullLoggerFactory.Instance,
            CancellationToken.None);
    }
}
