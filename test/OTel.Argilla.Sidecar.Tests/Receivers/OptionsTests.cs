using OTel.Argilla.Sidecar.Receivers;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>What is wrong with options is told at the start, by name and with what to do.</summary>
public sealed class OptionsTests
{
    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("Receiver:HttpEndpoint is", static o => o.HttpEndpoint = "4318");
        yield return Case("Receiver:HttpEndpoint is", static o => o.HttpEndpoint = "sidecar:4318");
        yield return Case("Receiver:HttpEndpoint is", static o => o.HttpEndpoint = "http://127.0.0.1:4318");
        yield return Case("Receiver:GrpcEndpoint is", static o => o.GrpcEndpoint = "::1:4317");
        yield return Case("Receiver:GrpcEndpoint is", static o => o.GrpcEndpoint = "127.0.0.1:70000");
        yield return Case("both none", static o => (o.HttpEndpoint, o.GrpcEndpoint) = ("", " "));
        yield return Case("MaxBodyBytes", static o => o.MaxBodyBytes = 100);
        yield return Case("MaxBufferedBytes", static o => o.MaxBufferedBytes = o.MaxBodyBytes);
        yield return Case("MaxConcurrentRequestsPerClient", static o => o.MaxConcurrentRequestsPerClient = -1);
        yield return Case("MaxRequestsPerSecondPerClient", static o => o.MaxRequestsPerSecondPerClient = -1);
        yield return Case("MaxConnections", static o => o.MaxConnections = 0);
        yield return Case("Receiver:Authentication:BearerTokens", static o => o.Authentication.BearerTokens.Add("short"));
        yield return Case("Receiver:Authentication:ApiKeys", static o => o.Authentication.ApiKeys.Add("with a space 0123456789"));
        yield return Case("Receiver:Authentication:ApiKeyHeader", static o => o.Authentication.ApiKeyHeader = "X-Key: ");
        yield return Case("Receiver:Tls:CertificateFile", static o => o.Tls.KeyFile = "key.pem");
        yield return Case("Receiver:Tls:CertificateFile", static o => o.Tls.CertificateFile = "no-such-file.pem");
        yield return Case("Receiver:Cors:AllowedOrigins", static o => o.Cors.AllowedOrigins.Add("app.example.com"));
        yield return Case("Receiver:Cors:AllowedOrigins", static o => o.Cors.AllowedOrigins.Add("https://app.example.com/path"));
        yield return Case("Receiver:Cors:AllowedOrigins", static o => { o.Cors.AllowedOrigins.Add("*"); o.Cors.AllowedOrigins.Add("https://app.example.com"); });
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_wrong_option_is_named(string expected, Action<object> change)
    {
        var options = new ReceiverOptions();
        change(options);

        Assert.That(ReceiverOptionsValidator.FindProblems(options), Has.Some.Contains(expected));
        Assert.That(ReceiverOptionsValidator.FindProblems(options), Has.None.Contains("with a space"), "no secret is shown");
        await Assert.ThrowsAsync<ReceiverException>(() => TestReceiver.StartAsync(receiver => change(receiver)));
    }

    [Test]
    public void The_defaults_and_usual_addresses_are_right()
    {
        Assert.That(ReceiverOptionsValidator.FindProblems(new ReceiverOptions()), Is.Empty);
        foreach (var address in new[] { "localhost:4318", "[::1]:4318", "0.0.0.0:4318", "*:4318", "10.0.0.1:0", "" })
        {
            Assert.That(ReceiverOptionsValidator.FindProblems(new ReceiverOptions { HttpEndpoint = address }), Is.Empty, address);
        }
    }

    [TestCase("127.0.0.1:1", true)]
    [TestCase("[::1]:1", true)]
    [TestCase("localhost:1", true)]
    [TestCase("*:1", false)]
    [TestCase("0.0.0.0:1", false)]
    [TestCase("[::]:1", false)]
    [TestCase("192.0.2.1:1", false)]
    public void Whether_others_reach_an_address_is_known(string text, bool isLoopback)
    {
        Assert.That(ListenAddress.TryParse(text, out var address));
        Assert.That(address.IsLoopback, Is.EqualTo(isLoopback));
    }

    [Test]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var first = await TestReceiver.StartAsync();

        var error = await Assert.ThrowsAsync<ReceiverException>(() => TestReceiver.StartAsync(options => options.HttpEndpoint = first.Http.Authority));

        Assert.That(error!.Message, Does.StartWith($"Cannot listen at {first.Http.Authority} and 127.0.0.1:0: "));
        error = await Assert.ThrowsAsync<ReceiverException>(() => TestReceiver.StartAsync(options => (options.HttpEndpoint, options.GrpcEndpoint) = (first.Http.Authority, string.Empty)));
        Assert.That(error!.Message, Does.StartWith($"Cannot listen at {first.Http.Authority}: "), "the other is none");
    }

    private static TestCaseData Case(string expected, Action<ReceiverOptions> change) => new(expected, (Action<object>)(options => change((ReceiverOptions)options)));
}
