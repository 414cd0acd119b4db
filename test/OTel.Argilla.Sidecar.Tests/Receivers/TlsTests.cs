using System.Net;
using System.Security.Cryptography.X509Certificates;
using OTel.Argilla.Sidecar.Receivers;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>TLS with and without certificates of clients.</summary>
public sealed class TlsTests
{
    private TestCertificates _certificates = null!;

    [OneTimeSetUp]
    public void Make() => _certificates = new TestCertificates();

    [OneTimeTearDown]
    public void Delete() => _certificates.Dispose();

    [Test]
    public async Task Both_ports_speak_TLS()
    {
        await using var receiver = await StartAsync(asksClients: false);

        Assert.That((receiver.Http.Scheme, receiver.Grpc.Scheme), Is.EqualTo(("https", "https")));
        Assert.That(await SendAsync(receiver, null), Is.EqualTo((HttpStatusCode.OK, "0")));
    }

    [Test]
    public async Task A_client_with_a_certificate_of_the_root_is_let_in()
    {
        await using var receiver = await StartAsync(asksClients: true);

        Assert.That(await SendAsync(receiver, _certificates.Client), Is.EqualTo((HttpStatusCode.OK, "0")));
    }

    [Test]
    public async Task No_other_client_is()
    {
        await using var receiver = await StartAsync(asksClients: true);

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(receiver, null));
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(receiver, _certificates.Stranger));
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(receiver, _certificates.Server), "the certificate of a server");
        Assert.That(receiver.Ingest.Requests, Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_no_certificate_is_told_at_the_start()
    {
        var error = await Assert.ThrowsAsync<ReceiverException>(() => TestReceiver.StartAsync(options => options.Tls.CertificateFile = _certificates.ServerKeyFile));
        Assert.That(error!.Message, Does.StartWith("Receiver:Tls:CertificateFile '").And.Contains("PEM"));
    }

    private Task<TestReceiver> StartAsync(bool asksClients) => TestReceiver.StartAsync(options =>
    {
        options.Tls.CertificateFile = _certificates.ServerFile;
        options.Tls.KeyFile = _certificates.ServerKeyFile;
        options.Tls.ClientCaFile = asksClients ? _certificates.RootFile : null;
    });

    private async Task<(HttpStatusCode Http, string Grpc)> SendAsync(TestReceiver receiver, X509Certificate2? shown)
    {
        using var client = _certificates.NewClient(shown);
        using var http = new HttpRequestMessage(HttpMethod.Post, new Uri(receiver.Http, "/v1/traces")) { Content = new ByteArrayContent(OtlpCalls.Span) };
        http.Content.Headers.ContentType = new("application/x-protobuf");
        using var answer = await client.SendAsync(http);

        using var grpc = new HttpRequestMessage(HttpMethod.Post, new Uri(receiver.Grpc, OtlpCalls.TraceExport))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(OtlpCalls.Frame(OtlpCalls.Span)),
        };
        grpc.Content.Headers.ContentType = new("application/grpc");
        using var call = await client.SendAsync(grpc);
        await call.Content.ReadAsByteArrayAsync();
        return (answer.StatusCode, call.TrailingHeaders.GetValues("grpc-status").Single());
    }
}
