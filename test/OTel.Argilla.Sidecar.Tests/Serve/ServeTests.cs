using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary>The command from its start to its end.</summary>
public sealed class ServeTests
{
    private const string Key = "secret.apikey";
    private const string Traces = """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"chat"}]}]}]}""";

    private FakeSidecar _sidecar = null!;

    [Test]
    public async Task It_takes_traces_tells_how_it_stands_and_stops_in_good_order()
    {
        await using var serving = await StartAsync(["--set", "Stop:Timeout=00:00:03"], new() { ["ARGILLA_API_URL"] = "http://argilla.example:6900", ["ARGILLA_API_KEY"] = Key, ["ARGILLA_DATASET"] = "chats" });

        using var answer = await serving.Client.PostAsync(new Uri(serving.Otlp, "/v1/traces"), Json(Traces));
        Assert.That((answer.StatusCode, _sidecar.Spans), Is.EqualTo((HttpStatusCode.OK, 1)));

        // A request is counted when it has ended, which whoever sent it may know before.
        Assert.That(
            async () => JsonNode.Parse(await serving.Client.GetStringAsync(new Uri(serving.Status, "/status.json"))) is { } status ? ((bool)status["ready"]!, (int)status["values"]!["spans"]!) : default,
            Is.EqualTo((true, 1)).After(60_000, 10));
        Assert.That((_sidecar.Options.HasServer, _sidecar.Options.Argilla.ApiKey, _sidecar.Options.Argilla.TraceMaxAge, _sidecar.Options.NewestPairs), Is.EqualTo((true, Key, TimeSpan.FromDays(1), 0)));

        Assert.That(await serving.StopAsync(), Is.Zero);
        Assert.That((_sidecar.Stopped <= TimeSpan.FromSeconds(3), _sidecar.IsDisposed), Is.EqualTo((true, true)), "what is left of the time");
        Assert.That(serving.Log.All, Does.Contain("Records go to http://argilla.example:6900/, dataset 'chats'.").And.Contain(serving.Data).And.Contain("over gRPC at ").And.Contain("Stopped.").And.Not.Contain(Key));
        await Assert.ThrowsAsync<HttpRequestException>(() => serving.Client.GetAsync(new Uri(serving.Otlp, "/")));
    }

    [Test]
    public async Task Without_an_address_everything_is_kept_and_it_says_so()
    {
        await using var serving = await StartAsync();

        Assert.That((_sidecar.Options.HasServer, _sidecar.Options.DataDirectory), Is.EqualTo((false, serving.Data)));
        Assert.That(serving.Log.All, Does.Contain("warn  OTel.Argilla.Sidecar: No address of Argilla is set: everything is kept in the journal"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(serving.Data), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }

    [Test]
    public async Task The_emulator_runs_beside_it_and_keeps_its_data()
    {
        await using var serving = await StartAsync(["--emulator"]);
        var page = Serving.Url(serving.Log.Lines.Single(static line => line.Contains("Review the records at", StringComparison.Ordinal)));

        Assert.That(await serving.Client.GetStringAsync(page), Does.Contain("Argilla emulator"));
        Assert.That((_sidecar.Options.HasServer, _sidecar.Options.Argilla.ApiUrl, _sidecar.Options.Argilla.Workspace), Is.EqualTo((true, page, "argilla")));
        var file = Path.Combine(serving.Data, "emulator.db");
        Assert.That(OperatingSystem.IsWindows() ? File.Exists(file) : File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), "its user's alone");
        Assert.That(serving.Log.All, Does.Not.Contain(_sidecar.Options.Argilla.ApiKey!));
    }

    [Test]
    public async Task Events_of_the_exporter_are_in_the_log_a_line_each()
    {
        await using var serving = await StartAsync(environment: new() { ["Logging__Format"] = "Json" });

        Argilla.Exporter.Diagnostics.ArgillaEventSource.Log.DatasetNote("two\nlines");
        var line = JsonNode.Parse(await serving.Log.WaitForAsync("two", serving.Ended))!;
        Assert.That(((string?)line["level"], (string?)line["category"], (int)line["event"]!, (string?)line["message"]), Is.EqualTo(("Warning", "OTel.Argilla.Exporter", 33, @"two\nlines")));
        Argilla.Exporter.Diagnostics.ArgillaEventSource.Log.DeliveryBlocked("it is away");
        await serving.Log.WaitForAsync("it is away", serving.Ended);
        Assert.That(await serving.Client.GetStringAsync(new Uri(serving.Status, "/")), Does.Contain("Records cannot be delivered and are kept, within the bounds of queue and storage: it is away"));
        Assert.That(serving.Log.Lines.Select(static one => JsonNode.Parse(one)!["time"]), Has.None.Null);
    }

    [Test]
    public async Task Own_telemetry_that_cannot_be_sent_is_said_in_a_line()
    {
        await using var serving = await StartAsync(environment: new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" });
        await serving.StopAsync();

        var said = serving.Log.Lines.Where(static line => line.Contains(" OpenTelemetry: ", StringComparison.Ordinal)).ToList();
        Assert.That(said, Has.Count.EqualTo(1), serving.Log.All);
        Assert.That(said[0], Does.Contain("127.0.0.1:1").And.Not.Contain("   at "));
    }

    [Test]
    public async Task The_log_says_as_little_as_it_is_told()
    {
        var directory = new TempDirectory();
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        using var log = new SignallingWriter();
        var code = await CommandLine.RunAsync(["serve", "--data", directory.File("data")], Cli.Io(Ports(new() { ["Logging__LogLevel__Default"] = "Error" }), error: log, factory: Make), ended.Token);

        Assert.That((code, log.All), Is.EqualTo((0, string.Empty)), "asked to stop before it had begun");
        directory.Dispose();
    }

    [Test]
    public async Task A_port_that_is_taken_is_told_and_nothing_is_left_running()
    {
        await using var serving = await StartAsync();
        using var directory = new TempDirectory();
        foreach (var (name, said) in new[] { ("Receiver__HttpEndpoint", "Cannot listen at 127.0.0.1:"), ("Status__Endpoint", "Cannot listen at Status:Endpoint: "), ("Emulator__Endpoint", "The emulator cannot start: ") })
        {
            using var log = new SignallingWriter();
            var variables = Ports(new() { [name] = serving.Status.Authority });
            var code = await CommandLine.RunAsync(["serve", "--data", directory.File("data"), "--emulator"], Cli.Io(variables, error: log, factory: Make));

            Assert.That(code, Is.EqualTo(ExitCodes.Usage), log.All);
            Assert.That(log.Lines[^1], Does.StartWith("error: " + said));
            Assert.That(log.All, Does.Not.Contain("Exception"), "said once, in words");
        }
    }

    [TestCase("nonsense", "--set takes a setting with its section")]
    [TestCase("HttpEndpoint=x", "--set takes a setting with its section")]
    [TestCase("Argilla:ApiKey=0123456789", "set the environment variable Argilla__ApiKey")]
    [TestCase("Receiver:Authentication:BearerTokens:0=0123456789", "set the environment variable Receiver__Authentication__BearerTokens__0")]
    [TestCase("Reciever:HttpEndpoint=x", "there is no such section. There are: Argilla, Receiver, ")]
    [TestCase("Receiver:HttpEndpiont=x", "Receiver:HttpEndpiont (command line) is no setting")]
    public async Task A_setting_on_the_command_line_that_cannot_be_is_told(string argument, string said)
    {
        using var log = new SignallingWriter();
        var code = await CommandLine.RunAsync(["serve", "--set", argument], Cli.Io(Ports([]), error: log, factory: Make));

        Assert.That(code, Is.EqualTo(ExitCodes.Usage));
        Assert.That(log.All, Does.Contain(said).And.Not.Contain("0123456789"));
    }

    [Test]
    public async Task What_is_of_no_use_or_open_to_all_is_said()
    {
        await using var serving = await StartAsync(
            ["--set", "Argilla:StorageDirectory=/nowhere", "--emulator"], new() { ["ARGILLA_API_URL"] = "http://argilla.example:6900" });

        Assert.That(serving.Log.All, Does.Contain("Argilla:StorageDirectory is set, and is of no use here").And.Contain("ARGILLA_API_URL or Argilla:ApiUrl is set, and is of no use here"));
        Assert.That(_sidecar.Options.Argilla.StorageDirectory, Is.Null);
    }

    [Test]
    public async Task Its_help_names_the_directory_that_it_takes()
    {
        var help = await Cli.RunAsync(["serve", "--help"]);
        Assert.That(string.Join(' ', help.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Does.Contain("Default: otel-argilla/serve in $XDG_STATE_HOME"));

        using var state = new TempDirectory();
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        using var log = new SignallingWriter();
        await CommandLine.RunAsync(["serve"], Cli.Io(Ports(new() { ["XDG_STATE_HOME"] = state.Path }), error: log, factory: Make), ended.Token);
        Assert.That(log.All, Does.Contain(Path.Combine(state.Path, "otel-argilla", "serve")));
    }

    private static Dictionary<string, string?> Ports(Dictionary<string, string?> more) => new(more.Concat(new Dictionary<string, string?>
    {
        ["Receiver__HttpEndpoint"] = "127.0.0.1:0", ["Receiver__GrpcEndpoint"] = "none", ["Status__Endpoint"] = "127.0.0.1:0", ["Emulator__Endpoint"] = "127.0.0.1:0",
    }.Where(pair => !more.ContainsKey(pair.Key))));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private Task<Serving> StartAsync(string[]? arguments = null, Dictionary<string, string?>? environment = null) => Serving.StartAsync(Make, arguments, environment);

    private FakeSidecar Make(SidecarOptions options, Microsoft.Extensions.Logging.ILoggerFactory loggers, TimeProvider time, Telemetry.SidecarMetrics? metrics) => _sidecar = new FakeSidecar(options);
}
