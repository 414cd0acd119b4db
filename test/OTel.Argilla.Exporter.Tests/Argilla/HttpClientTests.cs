using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Emulator;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Tests.Delivery;

namespace OTel.Argilla.Exporter.Tests.Argilla;

/// <summary>The exporter's own HTTP client, over real sockets where it matters.</summary>
public class HttpClientTests
{
    private const int Patience = Waits.Long;

    [Test]
    public async Task ARequestIsGivenUpAfterAHundredSeconds()
    {
        var time = new FakeTimeProvider();
        using var server = new StubArgilla { Intercept = static (_, _) => new TaskCompletionSource<HttpResponseMessage?>().Task };
        using var http = new ArgillaHttp(new ArgillaExporterOptions { HttpClientFactory = server.Client }, time);
        using var body = new ByteArrayContent([]);

        var request = http.PutAsync("x", body, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(99.9));
        Assert.That(request.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That((await request)!.Kind, Is.EqualTo(ArgillaErrorKind.TimedOut));
    }

    [Test]
    public async Task ABodyThatNeverEndsIsGivenUpToo()
    {
        var time = new FakeTimeProvider();
        var endless = new StreamContent(new EndlessStream());
        endless.Headers.ContentType = new("application/json");
        using var server = new StubArgilla { Intercept = (_, _) => Task.FromResult<HttpResponseMessage?>(new(HttpStatusCode.OK) { Content = endless }) };
        using var http = new ArgillaHttp(new ArgillaExporterOptions { HttpClientFactory = server.Client }, time);
        using var body = new ByteArrayContent([]);

        var request = http.PutAsync("x", body, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(101));

        Assert.That((await request)!.Kind, Is.EqualTo(ArgillaErrorKind.TimedOut));
    }

    [Test]
    public void IdleConnectionsAreDroppedBeforeTheServerDropsThemAndNoneLivesLong()
    {
        using var handler = ArgillaHttp.CreateHandler();
        switch (handler)
        {
            case SocketsHttpHandler sockets:
                Assert.That(sockets.PooledConnectionIdleTimeout, Is.LessThan(TimeSpan.FromSeconds(5)).And.GreaterThanOrEqualTo(TimeSpan.FromSeconds(2)));
                Assert.That(sockets.PooledConnectionLifetime, Is.LessThanOrEqualTo(TimeSpan.FromMinutes(5)));
                Assert.That((sockets.AllowAutoRedirect, sockets.UseCookies, sockets.UseProxy), Is.EqualTo((false, false, true)));
                break;
            case HttpClientHandler old:
                Assert.That((old.AllowAutoRedirect, old.UseCookies, old.UseProxy), Is.EqualTo((false, false, true)));
                break;
            default:
                Assert.Fail($"{handler}");
                break;
        }
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    public void TheKeyDoesNotFollowARedirect(int status)
    {
        using var elsewhere = new RawServer(static () => "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 19\r\n\r\n{\"version\":\"2.8.0\"}");
        using var configured = new RawServer(() =>
            $"HTTP/1.1 {status} Moved\r\nLocation: {elsewhere.Url}api/v1/version?x=1\r\nContent-Length: 0\r\n\r\n");
        using var outbox = new Outbox(configured.Url);

        outbox.Enqueue("a");

        Assert.That(() => outbox.HowOftenSaid("DeliveryBlocked"), Is.EqualTo(1).After(Patience, 10));
        Assert.That(outbox.Said, Has.Some.Contains($"it redirects to {elsewhere.Url.GetLeftPart(UriPartial.Authority)}").And.Contains("ApiUrl"));
        Assert.That(configured.Requests, Is.Not.Empty.And.All.Contains($"X-Argilla-Api-Key: {StubArgilla.Key}"));
        Assert.That(elsewhere.Requests, Is.Empty);
    }

    [Test]
    public async Task ItsOwnRequestsAreNotTraced()
    {
        await using var server = await ArgillaEmulator.StartAsync();
        var traced = new List<Activity>();
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource("System.Net.Http").AddProcessor(new SimpleActivityExportProcessor(new Collector(traced))).Build();
        using var outbox = new Outbox(server, timeProvider: TimeProvider.System);

        outbox.Enqueue("a");
        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(Mine(), Is.Empty);

        // The listener does see requests of others.
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(server.Url, "api/v1/version"));
        Assert.That(Mine, Has.Length.EqualTo(1).After(Patience, 10));

        Activity[] Mine()
        {
            lock (traced)
            {
                return [.. traced.Where(activity => Equals(activity.GetTagItem("server.port"), server.Url.Port))];
            }
        }
    }

    private sealed class Collector(List<Activity> traced) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                lock (traced)
                {
                    traced.Add(activity);
                }
            }

            return ExportResult.Success;
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            new TaskCompletionSource<int>().Task.WaitAsync(cancellationToken);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(new TaskCompletionSource<int>().Task.WaitAsync(cancellationToken));
    }

    /// <summary>Answers every request with the same bytes and keeps its head.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _requests = [];
        private readonly Func<string> _answer;

        public RawServer(Func<string> answer)
        {
            _answer = answer;
            _listener.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
            _ = AcceptAsync();
        }

        public Uri Url { get; }

        public string[] Requests
        {
            get
            {
                lock (_requests)
                {
                    return [.. _requests];
                }
            }
        }

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    var buffer = new byte[16 * 1024];
                    var read = await client.GetStream().ReadAsync(buffer);
                    lock (_requests)
                    {
                        _requests.Add(Encoding.ASCII.GetString(buffer, 0, read));
                    }

                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(_answer()));
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
