using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Logging;
using OTel.Argilla.Sidecar.Receivers.Forwarding;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Configuration;

/// <summary>What <c>serve</c> reads from files, environment and command line.</summary>
public sealed class SettingsTests
{
    private TempDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TempDirectory();

    [TearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [Test]
    public void Lists_come_with_commas_or_as_lists()
    {
        var options = Read(
            ("Receiver__Authentication__BearerTokens", "one-0123456789abc, two-0123456789abc"), ("Receiver__Authentication__ApiKeys__0", "three-0123456789"),
            ("Receiver__Authentication__ApiKeys__1", "four-0123456789a")).Receiver;

        Assert.That(options.Authentication.BearerTokens, Is.EqualTo(new[] { "one-0123456789abc", "two-0123456789abc" }));
        Assert.That(options.Authentication.ApiKeys, Is.EqualTo(new[] { "three-0123456789", "four-0123456789a" }));
    }

    [Test]
    public void Names_have_no_case_and_none_is_none()
    {
        var settings = Read(("receiver__GRPCENDPOINT", "none"), ("receiver__forward__protocol", "grpc"), ("STATUS__ENDPOINT", "None"));

        Assert.That((settings.Receiver.GrpcEndpoint, settings.Receiver.Forward.Protocol, settings.Status.Endpoint), Is.EqualTo((string.Empty, ForwardProtocol.Grpc, string.Empty)));
    }

    [Test]
    public void A_file_of_YAML_sets_everything()
    {
        _directory.Write("otel-argilla.yaml", """
            # a comment
            Argilla:
              ApiUrl: https://argilla.example
              ApiKey: "key"
              Dataset: '{service.name}-traces'
              FieldMapping: { prompt: question }
            Routing:
              Rules:
                - { Attribute: tenant, Value: "acme*", Dataset: acme }
                - Attribute: service.name
                  Dataset: others
            Receiver:
              HttpEndpoint: "*:4318"
              Authentication:
                BearerTokens: [token-0123456789abcdef, token-abcdef0123456789]
              Tls:
            Journal:
              MaxBytes: 1073741824
            Status: { ShowPairs: true, MaxBacklogAge: 01:00:00 }
            Logging:
              Format: json
              LogLevel:
                Default: warning
                OTel.Argilla.Sidecar.Receivers: Debug
            """);
        var settings = Read(_directory.File("otel-argilla.yaml"));

        Assert.That(settings.Rules, Is.EqualTo(new[] { new RoutingRule("tenant", "acme*", "acme"), new RoutingRule("service.name", "*", "others") }));
        Assert.That((settings.Argilla.Dataset, settings.Argilla.FieldMapping["prompt"]), Is.EqualTo(("{service.name}-traces", "question")));
        Assert.That((settings.Receiver.HttpEndpoint, settings.Receiver.Authentication.BearerTokens.Count), Is.EqualTo(("*:4318", 2)));
        Assert.That((settings.Journal.MaxBytes, settings.ShowsPairs, settings.Status.MaxBacklogAge), Is.EqualTo((1L << 30, true, TimeSpan.FromHours(1))));
        Assert.That((settings.Logging.Format, settings.Logging.Levels["Default"], settings.Logging.Levels["OTel.Argilla.Sidecar.Receivers"]), Is.EqualTo((LogFormat.Json, LogLevel.Warning, LogLevel.Debug)));
    }

    [Test]
    public void The_command_line_goes_first_then_environment_file_and_appsettings()
    {
        _directory.Write("appsettings.json", """{ "Receiver": { "MaxConnections": 1, "MaxBodyBytes": 2001, "HttpEndpoint": "127.0.0.1:3001", "GrpcEndpoint": "127.0.0.1:3002" } }""");
        var file = _directory.Write("other.yaml", "receiver:\n  MaxBodyBytes: 2002\n  HttpEndpoint: 127.0.0.1:3003\n  GrpcEndpoint: 127.0.0.1:3004\n");
        var io = Cli.Io(new Dictionary<string, string?> { ["Receiver__HttpEndpoint"] = "127.0.0.1:3005", ["Receiver__GrpcEndpoint"] = "127.0.0.1:3006" }, directory: _directory.Path);
        var receiver = new ServeSettingsReader(CommandConfiguration.Load(io, file, [new("Receiver:GrpcEndpoint", "127.0.0.1:3007")])).Read("data").Receiver;

        Assert.That((receiver.MaxConnections, receiver.MaxBodyBytes, receiver.HttpEndpoint, receiver.GrpcEndpoint), Is.EqualTo((1, 2002, "127.0.0.1:3005", "127.0.0.1:3007")));
    }

    [TestCase("Receiver__HttpEndpiont", "x", "Receiver:HttpEndpiont (environment variable Receiver__HttpEndpiont) is no setting. There are: HttpEndpoint, ")]
    [TestCase("Receiver__Tls__Certificate", "x", "Receiver:Tls:Certificate (environment variable Receiver__Tls__Certificate) is no setting")]
    [TestCase("Receiver__Tls", "cert.pem", "Receiver:Tls (environment variable Receiver__Tls) is no setting")]
    [TestCase("Receiver__Forward__Url__0", "x", "Receiver:Forward:Url ")]
    [TestCase("Receiver__HttpEndpoint__0", "127.0.0.1:4318", "Receiver:HttpEndpoint (environment variable Receiver__HttpEndpoint) must be a text, and one")]
    [TestCase("Receiver__MaxBodyBytes", "64 MiB", "Receiver:MaxBodyBytes (environment variable Receiver__MaxBodyBytes) must be a whole number")]
    [TestCase("Receiver__Forward__Timeout", "10s", "must be a time span such as 00:00:10")]
    [TestCase("Receiver__Forward__Protocol", "kafka", "must be one of Http, Grpc")]
    [TestCase("Receiver__Forward__Protocol", "1", "must be one of Http, Grpc")]
    [TestCase("Receiver__Forward__Endpoint", "collector", "must be an address")]
    [TestCase("Receiver__Forward__Headers", "a=b", "must be names with values")]
    [TestCase("Receiver__HttpEndpoint", "here", "Receiver:HttpEndpoint is 'here': give an IP address and a port, such as 127.0.0.1:4318, ")]
    [TestCase("Receiver__GrpcEndpoint", "here", "Receiver:GrpcEndpoint is 'here': give an IP address and a port, such as 127.0.0.1:4317, ")]
    [TestCase("Receiver__Tls__CertificateFile", "no-such.pem", "Receiver:Tls:CertificateFile is 'no-such.pem': there is no such file")]
    [TestCase("Receiver__Cors__AllowedOrigins", "here", "Receiver:Cors:AllowedOrigins holds 'here'")]
    [TestCase("Receiver__Authentication__BearerTokens", "short", "Receiver:Authentication:BearerTokens holds a value that is shorter")]
    [TestCase("Receiver__Authentication__ApiKeyHeader", "a b", "Receiver:Authentication:ApiKeyHeader is 'a b'")]
    [TestCase("Receiver__Forward__MaxConcurrentRequests", "0", "Receiver:Forward:MaxConcurrentRequests is 0: it must be from 1 to 256")]
    [TestCase("Argilla__Datset", "x", "Argilla:Datset (environment variable Argilla__Datset) is no setting. There are: ApiUrl, ApiKey, Workspace, Dataset, ")]
    [TestCase("Argilla__SamplingRatio", "half", "The setting Argilla:SamplingRatio is 'half', which cannot be read")]
    [TestCase("Argilla__MaxQueuedRecords__0", "5", "The setting Argilla:MaxQueuedRecords cannot be read: it must be one value")]
    [TestCase("Argilla__FieldMapping", "a=b", "The setting Argilla:FieldMapping cannot be read: it must be names with values")]
    [TestCase("Argilla__ApiUrl", "https://argilla.example", "ApiKey is missing")]
    [TestCase("Journal__MaxBytes", "5", "Journal:MaxBytes (environment variable Journal__MaxBytes) must be at least 1048576")]
    [TestCase("Journal__Path", "x", "There are: Directory, MaxBytes.")]
    [TestCase("Routing__Rules", "x", "Routing:Rules (environment variable Routing__Rules) must be a list")]
    [TestCase("Routing__Rules__0__Atribute", "x", "Routing:Rules:0:Atribute (environment variable Routing__Rules__0__Atribute) is no setting. There are: Attribute, Value, Dataset.")]
    [TestCase("Routing__Rules__0__Attribute", "tenant", "Routing:Rules:0:Dataset is missing")]
    [TestCase("Status__Endpoint", "localhost", "Status:Endpoint (environment variable Status__Endpoint) must be an IP address and a port")]
    [TestCase("Status__ShowPairs", "yes", "must be true or false")]
    [TestCase("Status__MaxBacklogAge", "-00:00:01", "must be zero or positive")]
    [TestCase("Emulator__Endpoint", "6900", "Emulator:Endpoint (environment variable Emulator__Endpoint) must be an IP address and a port, such as 127.0.0.1:6900, ")]
    [TestCase("Stop__Timeout", "never", "must be a time span")]
    [TestCase("Logging__LogLevel__Default", "loud", "Logging:LogLevel:Default (environment variable Logging__LogLevel__Default) must be one of Trace, Debug, ")]
    public void What_is_wrong_is_named(string variable, string value, string message)
    {
        var error = Assert.Throws<CommandException>(() => Read((variable, value)));

        Assert.That(error!.Message, Does.Contain(message).And.Not.Contain("\n"));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCodes.Usage));
    }

    [Test]
    public void Receivers_that_are_both_none_are_told() => Assert.That(
        () => Read(("Receiver__HttpEndpoint", "none"), ("Receiver__GrpcEndpoint", "NONE")),
        Throws.TypeOf<CommandException>().With.Message.EqualTo("Receiver:HttpEndpoint and Receiver:GrpcEndpoint are both none: set at least one, such as 127.0.0.1:4318."));

    [TestCase("Receiver__HttpEndpoint", "127.0.0.1:4317", "Receiver:HttpEndpoint is 127.0.0.1:4317 and Receiver:GrpcEndpoint is 127.0.0.1:4317, which is one address")]
    [TestCase("Receiver__GrpcEndpoint", "*:4318", "Receiver:HttpEndpoint is 127.0.0.1:4318 and Receiver:GrpcEndpoint is *:4318, which is one address")]
    [TestCase("Status__Endpoint", "localhost:4317", "Receiver:GrpcEndpoint is 127.0.0.1:4317 and Status:Endpoint is localhost:4317, which is one address")]
    [TestCase("Emulator__Endpoint", "0.0.0.0:4319", "Status:Endpoint is 127.0.0.1:4319 and Emulator:Endpoint is 0.0.0.0:4319, which is one address")]
    [TestCase("Receiver__HttpEndpoint", "[::1]:4317", null)]
    [TestCase("Receiver__HttpEndpoint", "127.0.0.2:4317", null)]
    [TestCase("Receiver__HttpEndpoint", "127.0.0.1:6900", "Receiver:HttpEndpoint is 127.0.0.1:6900 and Emulator:Endpoint is 127.0.0.1:6900, which is one address")]
    public void Two_endpoints_of_one_address_are_told(string variable, string value, string? message)
    {
        if (message is null)
        {
            Assert.That(() => Read((variable, value), ("Emulator__Enabled", "true")), Throws.Nothing);
            return;
        }

        Assert.That(() => Read((variable, value), ("Emulator__Enabled", "true")), Throws.TypeOf<CommandException>().With.Message.EqualTo(message + ": give each a port of its own."));
    }

    [Test]
    public void All_that_is_wrong_is_told_at_once_with_its_place()
    {
        var file = _directory.Write("bad.yaml", "Receiver:\n  HttpEndpiont: x\nArgilla:\n  Dataset: a\n  MaxQueuedRecords: many\n  SamplingRatio: 3\nStatus:\n  Endpoint: {a: b}\n");
        var error = Assert.Throws<CommandException>(() => Read(file));

        var lines = error!.Message.Split(Environment.NewLine);
        Assert.That(lines, Has.Length.EqualTo(4), error.Message);
        Assert.That(error.Message, Does.Contain($"Receiver:HttpEndpiont ({file}, line 2)").And.Contain("MaxQueuedRecords is 'many'").And.Contain("SamplingRatio must be").And.Contain($"Status:Endpoint ({file}, line 8)"));
    }

    [TestCase("a.yaml", "Argilla: hello\n", "Argilla (FILE, line 1) must be a section")]
    [TestCase("a.yaml", "Argilla:\nReceiver: 5\n", "Receiver (FILE, line 2) must be a section")]
    [TestCase("a.yaml", "journal: hello\n", "Journal (FILE, line 1) must be a section")]
    [TestCase("a.json", "{ \"Status\": \"hello\" }", "Status (FILE) must be a section")]
    [TestCase("a.yaml", "Reciever:\n  HttpEndpoint: hello\n", "Reciever (FILE, line 1) is no section of settings. There are: Argilla, Receiver, ")]
    [TestCase("a.yaml", "Reciever: hello\n", "Reciever (FILE, line 1) is no section of settings")]
    public async Task A_section_that_is_none_ends_every_command(string name, string content, string message)
    {
        // A service that started nevertheless would not wait for the end of the test.
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        var file = _directory.Write(name, content);
        foreach (var line in new[] { "serve", "check", "replay x --dry-run", "explain x", "dead-letters list" })
        {
            var result = await Cli.RunAsync([.. line.Split(' '), "--config", file], cancellation: ended.Token);
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage), line);
            Assert.That(result.Out + result.Error, Does.Contain(message.Replace("FILE", file, StringComparison.Ordinal)).And.Not.Contain("hello"), line);
        }
    }

    [Test]
    public void What_may_be_another_programs_is_passed_over()
    {
        _directory.Write("appsettings.json", """{ "AllowedHosts": "*", "ConnectionStrings": { "a": "b" }, "Receiver": {}, "Journal": null, "Stop": "" }""");
        var io = Cli.Io(new Dictionary<string, string?> { ["STATUS"] = "fine", ["Reciever__HttpEndpoint"] = "x" }, directory: _directory.Path);

        Assert.That(() => new ServeSettingsReader(CommandConfiguration.Load(io, null, [])).Read("data"), Throws.Nothing);

        _directory.Write("appsettings.json", """{ "Receiver": "x" }""");
        Assert.That(() => new ServeSettingsReader(CommandConfiguration.Load(io, null, [])).Read("data"), Throws.TypeOf<CommandException>().With.Message.StartsWith("Receiver (appsettings.json) must be a section"));
    }

    [TestCase("127.0.0.1:4319", null, true)]
    [TestCase("localhost:4319", null, true)]
    [TestCase("*:4319", null, false)]
    [TestCase("*:4319", "token-0123456789abcdef", true)]
    [TestCase("none", null, false)]
    public void Pairs_are_shown_to_this_machine_or_to_those_who_authenticate(string endpoint, string? token, bool shows)
    {
        var settings = Read([("Status__ShowPairs", "true"), ("Status__Endpoint", endpoint), .. token is null ? Array.Empty<(string, string)>() : [("Receiver__Authentication__BearerTokens", token)]]);

        Assert.That(settings.ShowsPairs, Is.EqualTo(shows));
    }

    [Test]
    public void No_value_is_repeated() => Assert.That(
        Assert.Throws<CommandException>(() => Read(("Receiver__BearerToken", "secret-0123456789")))!.Message, Does.Not.Contain("secret"));

    [TestCase("a.yaml", "Argilla:\n  ApiKey: 'secret\n", "it is no YAML at line ")]
    [TestCase("a.yaml", "Argilla:\n\tApiKey: secret\n", "it is no YAML at line 2, column ")]
    [TestCase("a.yaml", "Argilla: &a {ApiKey: secret}\nReceiver: *a\n", "there is an alias at line 2, column 11")]
    [TestCase("a.yaml", "Argilla:\n  ApiKey: secret\n  apikey: secret\n", "the name at line 3, column 3 is there already, in line 2")]
    [TestCase("a.yaml", "Argilla: {}\n---\nApiKey: secret\n", "there is a second document at line 2")]
    [TestCase("a.yaml", "Argilla: [secret,\nb: secret", "it is no YAML behind line ")]
    [TestCase("a.yaml", "secret\n", "it holds no sections")]
    [TestCase("a.yaml", "? [secret]\n: x\n", "there is no name at line 1, column 3")]
    [TestCase("a.json", "{\"Argilla\": {\n\"ApiKey\": tsecret}}", "it is no JSON at line 2, column ")]
    [TestCase("a.json", "[\"secret\"]", "must be an object")]
    public void A_malformed_file_tells_where_and_nothing_of_its_content(string name, string content, string message)
    {
        var file = _directory.Write(name, content);
        var error = Assert.Throws<CommandException>(() => Read(file));

        Assert.That(error!.Message, Does.Contain($"The configuration file '{file}' cannot be read: ").And.Contain(message).And.Not.Contain("secret"));
    }

    [Test]
    public void Deep_YAML_and_empty_YAML_do_no_harm()
    {
        Assert.That(Assert.Throws<CommandException>(() => Read(_directory.Write("deep", "a: " + new string('[', 5000))))!.Message, Does.Contain("nested too deep").Or.Contain("no YAML"));
        Assert.That(Read(_directory.Write("empty.yaml", "# nothing\n")).Receiver.HttpEndpoint, Is.EqualTo("127.0.0.1:4318"));
        Assert.That(Read(_directory.Write("none.yaml", string.Empty)).Receiver.HttpEndpoint, Is.EqualTo("127.0.0.1:4318"));
        Assert.That(Read(_directory.Write("null.yaml", "---\n~\n")).Receiver.HttpEndpoint, Is.EqualTo("127.0.0.1:4318"));
    }

    [Test]
    public async Task Other_commands_take_YAML_too()
    {
        var file = _directory.Write("settings.yaml", "Argilla:\n  Datset: x\n");
        var result = await Cli.RunAsync(["check", "--config", file]);

        Assert.That(result.Out, Does.Contain($"Argilla:Datset ({file}, line 2) is no setting"));
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage));
    }

    [TestCase("Argilla:Dataset", "check --dataset a --set Argilla:Dataset=b")]
    [TestCase("Argilla:Dataset", "check --set argilla:dataset=a -d b")]
    [TestCase("Argilla:SamplingRatio", "check --set Argilla:SamplingRatio=0.1 --set Argilla:SamplingRatio=0.2")]
    [TestCase("Journal:Directory", "serve --data x --set Journal:Directory=y")]
    [TestCase("Emulator:Enabled", "serve --emulator --set Emulator:Enabled=true")]
    [TestCase("Argilla:Workspace", "replay t.jsonl --dry-run --set Argilla:Workspace=A --set Argilla:Workspace=A")]
    public async Task A_setting_that_the_command_line_gives_twice_is_named(string setting, string line)
    {
        var result = await Cli.RunAsync(line.Split(' '));

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage));
        Assert.That(result.Out + result.Error, Does.Contain($"{setting} is set more than once on the command line: give it once").IgnoreCase);
    }

    [Test]
    public void Variables_that_are_one_setting_do_no_harm() =>
        Assert.That(Read(("Stop__Timeout", "00:00:03"), ("Stop:Timeout", "00:00:03"), ("STOP__TIMEOUT", "00:00:03")).StopTimeout, Is.EqualTo(TimeSpan.FromSeconds(3)));

    private static ServeSettings Read(params (string Variable, string Value)[] environment) => new ServeSettingsReader(CommandConfiguration.Load(Io(environment), null, [])).Read("data");

    private static ServeSettings Read(string file) => new ServeSettingsReader(CommandConfiguration.Load(Io(), file, [])).Read("data");

    private static CommandIo Io(params (string Variable, string Value)[] environment) => Cli.Io(environment.ToDictionary(static one => one.Variable, static one => (string?)one.Value));
}
