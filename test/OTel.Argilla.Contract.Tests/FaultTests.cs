using System.Net;
using System.Net.Sockets;
using System.Text;
using OTel.Argilla.Emulator;
using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Contract.Tests;

/// <summary>What the client makes of a server, or of a proxy before it, that is not well. No real server shows this on demand, so these always run on an emulator.</summary>
public sealed class FaultTests
{
    private ArgillaEmulator _emulator = null!;
    private ArgillaApi _api = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _emulator = await ArgillaEmulator.StartAsync();
        _api = Client(100_000);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _api.Dispose();
        await _emulator.DisposeAsync();
    }

    [TestCase(408, "Unavailable")]
    [TestCase(413, "Invalid")]
    [TestCase(429, "Throttled")]
    [TestCase(500, "ServerFault")]
    [TestCase(502, "Unavailable")]
    [TestCase(503, "Unavailable")]
    [TestCase(504, "Unavailable")]
    public async Task AStatusIsAKind(int status, string kind)
    {
        _emulator.Faults.Add(Fault.Status(status));
        var error = await ErrorAsync();
        Assert.That((error.Kind.ToString(), error.Status), Is.EqualTo((kind, status)));
    }

    [Test]
    public async Task AServerFaultKeepsItsTypeAndNeverItsMessage()
    {
        _emulator.Faults.Add(Fault.Status(500, body: """{"detail":{"code":"argilla.api.errors::GenericServerError","params":{"type":"sqlalchemy.exc.DBAPIError","message":"INSERT … 'a secret prompt'"}}}"""));
        var error = await ErrorAsync();
        Assert.That((error.FaultType, error.ToString()), Is.EqualTo(("sqlalchemy.exc.DBAPIError", "500 ServerFault (sqlalchemy.exc.DBAPIError)")));
        Assert.That(error.Text, Is.Empty);
    }

    [Test]
    public async Task TheFourthShapeHasACodeAndNoDetail()
    {
        _emulator.Faults.Add(Fault.Status(422, body: """{"code":"missing_vector","message":"Record has no vector"}"""));
        var error = await ErrorAsync();
        Assert.That((error.Kind, error.Text), Is.EqualTo((ArgillaErrorKind.Invalid, "Record has no vector")));
    }

    [TestCase("7", 7)]
    [TestCase("0", null)]
    [TestCase("nonsense", null)]
    public async Task AServerMayAskToWait(string retryAfter, int? seconds)
    {
        _emulator.Faults.Add(Fault.Status(429, retryAfter));
        Assert.That((await ErrorAsync()).RetryAfter, Is.EqualTo(seconds is { } wait ? TimeSpan.FromSeconds(wait) : default(TimeSpan?)));
    }

    [Test]
    public async Task APageWithStatus200IsNotArgilla()
    {
        _emulator.Faults.Add(Fault.HtmlPage());
        var error = await ErrorAsync();
        Assert.That((error.Kind, error.Status, error.Text), Is.EqualTo((ArgillaErrorKind.NotArgilla, 200, "it answers with a web page")));
    }

    [Test]
    public async Task GarbageThatCallsItselfJsonIsNotArgilla()
    {
        _emulator.Faults.Add(Fault.Garbage());
        Assert.That((await ErrorAsync()).Kind, Is.EqualTo(ArgillaErrorKind.NotArgilla));
    }

    [Test]
    public async Task ABulkAnswerThatIsAPageIsNoSuccess()
    {
        _emulator.Faults.Add(Fault.HtmlPage().For("PUT"));
        using var body = new StringContent("""{"items":[]}""", Encoding.UTF8, "application/json");
        Assert.That((await _api.PutRecordsAsync(Guid.NewGuid().ToString(), body, default))?.Kind, Is.EqualTo(ArgillaErrorKind.NotArgilla));
    }

    [Test]
    public async Task ABrokenConnectionIsUnreachable()
    {
        _emulator.Faults.Add(Fault.Reset());
        Assert.That((await ErrorAsync()).Kind, Is.EqualTo(ArgillaErrorKind.Unreachable));
    }

    [Test]
    public async Task NoServerIsUnreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var api = new ArgillaApi(new ArgillaHttp(new ArgillaExporterOptions { ApiUrl = new Uri($"http://127.0.0.1:{port}"), ApiKey = "k" }, TimeProvider.System));

        var error = await ContractFixture.ErrorOf(() => api.GetVersionAsync(default));

        Assert.That((error.Kind, error.Status), Is.EqualTo((ArgillaErrorKind.Unreachable, 0)));
        Assert.That(error.Text, Is.Not.Empty);
    }

    [Test]
    public async Task AServerThatHangsIsGivenUpAfterTheTimeout()
    {
        _emulator.Faults.Add(Fault.Hang());
        using var hasty = Client(timeoutMilliseconds: 100);
        var error = await ContractFixture.ErrorOf(() => hasty.GetVersionAsync(default));
        Assert.That((error.Kind, error.Text), Is.EqualTo((ArgillaErrorKind.TimedOut, "no answer within 0.1 s")));
    }

    [Test]
    public void TheCallersOwnCancellationIsThrown()
    {
        _emulator.Faults.Add(Fault.Hang());
        using var given = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.That(() => _api.GetVersionAsync(given.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task ARedirectIsNotFollowedWithTheKey()
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        using var redirecting = new TcpListener(IPAddress.Loopback, 0);
        redirecting.Start();
        var answered = AnswerAsync(redirecting, $"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{elsewhere.LocalEndpoint}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var api = new ArgillaApi(new ArgillaHttp(
            new ArgillaExporterOptions { ApiUrl = new Uri($"http://{redirecting.LocalEndpoint}"), ApiKey = "k" }, TimeProvider.System));

        var error = await ContractFixture.ErrorOf(() => api.GetMeAsync(default));
        await answered;

        Assert.That((error.Kind, error.Status, error.Text), Is.EqualTo((ArgillaErrorKind.NotArgilla, 307, $"it redirects to http://{elsewhere.LocalEndpoint}")));
        Assert.That(elsewhere.Pending(), Is.False, "nobody came with the key");
    }

    [Test]
    public async Task AfterAFaultTheSameClientGoesOn()
    {
        _emulator.Faults.Add(Fault.Reset().Times(1));
        await ErrorAsync();
        Assert.That(await _api.GetVersionAsync(default), Is.EqualTo("2.8.0"));
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
    }

    private ArgillaApi Client(int timeoutMilliseconds) => new(new ArgillaHttp(
        new ArgillaExporterOptions { ApiUrl = _emulator.Url, ApiKey = _emulator.ApiKey, TimeoutMilliseconds = timeoutMilliseconds }, TimeProvider.System));

    private Task<ArgillaError> ErrorAsync() => ContractFixture.ErrorOf(() => _api.GetMeAsync(default));
}
