using System.Net;
using System.Net.Sockets;
using System.Text;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary>Signals end the process: the first in good order, the second at once.</summary>
[Platform("Linux,MacOsX")]
public sealed class SignalTests
{
    internal const string Traces = """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"chat","attributes":[
        {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.prompt.0.content","value":{"stringValue":"Why?"}},
        {"key":"gen_ai.completion.0.content","value":{"stringValue":"Because."}}]}]}]}]}
        """;

    private TempDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TempDirectory();

    [TearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [Test]
    public async Task SIGTERM_ends_it_in_good_order()
    {
        using var process = Start(new() { ["Logging__Format"] = "Plain" });
        var otlp = Serving.Url(await process.Log.WaitForAsync("OTLP over HTTP", process.Ended));
        await process.Log.WaitForAsync("status page are at", process.Ended);
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(otlp, "/v1/traces"), new StringContent(Traces, Encoding.UTF8, "application/json"));
        process.Terminate();
        await process.Ended;

        Assert.That((answer.StatusCode, process.ExitCode), Is.EqualTo((HttpStatusCode.OK, 0)), process.Log.All);
        Assert.That(process.Log.All, Does.Contain("1 traces that are not complete").And.Not.Contain("Because"));
    }

    [Test]
    public async Task A_second_signal_ends_it_while_Argilla_hangs()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var process = Start(new()
        {
            ["ARGILLA_API_URL"] = $"http://{silent.LocalEndpoint}", ["ARGILLA_API_KEY"] = "key", ["Stop__Timeout"] = "01:00:00", ["Argilla__TraceGracePeriod"] = "00:00:00",
        });
        var otlp = Serving.Url(await process.Log.WaitForAsync("OTLP over HTTP", process.Ended));
        await process.Log.WaitForAsync("status page are at", process.Ended);
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(otlp, "/v1/traces"), new StringContent(Traces, Encoding.UTF8, "application/json"));
        using var asked = await silent.AcceptTcpClientAsync();
        process.Terminate();
        await process.Log.WaitForAsync("Stopping", process.Ended);
        process.Terminate();
        await process.Ended;

        Assert.That(process.ExitCode, Is.EqualTo(128 + 15), process.Log.All);
        Assert.That(process.Log.All, Does.Not.Contain("Stopped."));
    }

    private ServeProcess Start(Dictionary<string, string> environment)
    {
        environment["Receiver__HttpEndpoint"] = environment["Receiver__GrpcEndpoint"] = environment["Status__Endpoint"] = "127.0.0.1:0";
        return new ServeProcess(_directory.File("data"), environment);
    }
}
