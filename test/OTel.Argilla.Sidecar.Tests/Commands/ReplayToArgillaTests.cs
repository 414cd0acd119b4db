using System.Text.Json.Nodes;
using OTel.Argilla.Emulator;
using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>Replays into an Argilla.</summary>
public sealed class ReplayToArgillaTests
{
    private const string Dataset = "replayed";

    private TempDirectory _directory = null!;
    private ArgillaEmulator _argilla = null!;
    private string _input = null!;

    [SetUp]
    public async Task Start()
    {
        _directory = new TempDirectory();
        _argilla = await ArgillaEmulator.StartAsync();
        _input = _directory.Write("traces.proto", Samples.Get("proto-traces.proto"));
    }

    [TearDown]
    public async Task Stop()
    {
        await _argilla.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public async Task Each_interaction_is_a_record_and_a_second_run_changes_nothing()
    {
        var first = await ReplayAsync();
        Assert.That(first.Code, Is.Zero, first.Error);
        Assert.That(first.Out, Does.Contain("Records delivered: 40").And.Contain("that gave a record: 40").And.Contain("no record, nested: 40"));
        var records = _argilla.Records(Dataset);
        Assert.That(records, Has.Count.EqualTo(40));

        var second = await ReplayAsync();
        Assert.That(second.Code, Is.Zero, second.Error);
        Assert.That(second.Out, Does.Contain("Records delivered: 40"));
        Assert.That(_argilla.Records(Dataset).Select(Text), Is.EqualTo(records.Select(Text)));
        Assert.That(Directory.GetFiles(_directory.File("state")), Is.Empty, "nothing is remembered of a replay that has ended well");

        static string Text(EmulatedRecord record) => $"{record.Id} {record.ExternalId} {record.Fields.ToJsonString()} {record.Metadata.ToJsonString()}";
    }

    [Test]
    public async Task What_output_writes_is_what_is_sent()
    {
        await ReplayAsync();
        var written = (await Cli.RecordsAsync(_input)).Select(static line => JsonNode.Parse(line)!).ToDictionary(static node => node["external_id"]!.GetValue<string>());

        var sent = _argilla.Requests.Where(static request => request.Target.EndsWith("/records/bulk", StringComparison.Ordinal))
            .SelectMany(static request => JsonNode.Parse(request.Body)!["items"]!.AsArray()).ToList();
        Assert.That(sent, Has.Count.EqualTo(40));
        foreach (var item in sent)
        {
            Assert.That(written[item!["external_id"]!.GetValue<string>()].ToJsonString(), Is.EqualTo(item.ToJsonString()));
        }
    }

    [Test]
    public async Task Interrupted_it_goes_on_where_it_was()
    {
        // From the fourth request on, nothing gets through.
        for (var request = 4; request < 200; request++)
        {
            _argilla.Faults.Add(Fault.Status(503).For("PUT", "/records/bulk").Nth(request));
        }

        using var output = new StringWriter();
        var io = new CommandIo
        {
            Out = output, Error = TextWriter.Null, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Environment = Environment("5"),
        };
        var options = CommandSettings.Load(CommandConfiguration.Load(io, null, []), needsServer: true);
        var code = await new ReplayRun(options, new ReplaySettings { Paths = [_input], StateDirectory = _directory.File("state"), Patience = TimeSpan.FromSeconds(1) }, io)
            .RunAsync(CancellationToken.None);
        Assert.That(code, Is.EqualTo(ExitCodes.Incomplete));
        Assert.That(output.ToString(), Does.Contain("Records delivered: 15").And.Contain("not delivered (shutdown): 25").And.Contain("Run the same command again"));

        _argilla.Faults.Clear();
        var before = Puts();
        var second = await ReplayAsync("5");
        Assert.That(second.Code, Is.Zero, second.Error);
        Assert.That(second.Error, Does.Contain("interrupted after 15 records"));
        Assert.That(second.Out, Does.Contain("Records delivered: 25").And.Contain("delivered before the interruption): 15"));
        Assert.That(Puts() - before, Is.EqualTo(5), "only what was left is sent");
        Assert.That(_argilla.Records(Dataset), Has.Count.EqualTo(40));

        int Puts() => _argilla.Requests.Count(static request => request is { Method: "PUT", Status: 200 } && request.Target.EndsWith("/records/bulk", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_refused_record_costs_no_other_and_is_counted()
    {
        // Twice, since after the first time the dataset is looked at anew.
        _argilla.Faults.Add(Fault.Status(422, body: """{"detail":"Record at position 3 is not valid because of something"}""").For("PUT", "/records/bulk").Times(2));
        var result = await ReplayAsync();

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Incomplete));
        Assert.That(result.Out, Does.Contain("Records delivered: 39").And.Contain("Records refused (by Argilla): 1"));
        Assert.That(result.Error, Does.Contain("Argilla refuses the record"));
        Assert.That(_argilla.Records(Dataset), Has.Count.EqualTo(39));
    }

    [Test]
    public async Task An_end_by_a_signal_is_said()
    {
        using var cancel = new CancellationTokenSource();
        using var input = new CancellingStream(Samples.Get("proto-traces.proto"), cancel);
        var result = await Cli.RunAsync(["replay", "-", "--state", _directory.File("state")], Environment(), input, cancellation: cancel.Token);

        Assert.That(result.Code, Is.EqualTo(130));
        Assert.That(result.Out, Does.Contain("Not complete: interrupted"));
    }

    [Test]
    [Platform("Linux")]
    public async Task A_home_that_does_not_exist_yet_keeps_the_state()
    {
        using var cancel = new CancellationTokenSource();
        using var input = new CancellingStream(Samples.Get("proto-traces.proto"), cancel);
        var environment = Environment();
        environment["HOME"] = _directory.File("home");
        await Cli.RunAsync(["replay", "-"], environment, input, cancellation: cancel.Token);

        Assert.That(Directory.GetFiles(_directory.File("home/.local/state/otel-argilla")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Without_a_server_nothing_is_read_and_the_fix_is_told()
    {
        var url = _argilla.Url;
        await _argilla.DisposeAsync();
        var result = await Cli.RunAsync(["replay", _input, "--url", url.ToString(), "--state", _directory.File("state")], Environment());

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Argilla));
        Assert.That(result.Error, Does.Contain("cannot be reached").And.Contain("ARGILLA_API_URL"));
        Assert.That(result.Out, Is.Empty);
    }

    [TestCase("wrong", 3, "does not know the API key")]
    [TestCase("", 2, "ApiKey is missing")]
    public async Task A_key_that_is_wrong_or_missing_is_told(string key, int code, string said)
    {
        var environment = Environment();
        environment["ARGILLA_API_KEY"] = key;
        var result = await Cli.RunAsync(["replay", _input, "--state", _directory.File("state")], environment);

        Assert.That(result.Code, Is.EqualTo(code));
        Assert.That(result.Error, Does.Contain(said));
        Assert.That(_argilla.Records(Dataset), Is.Empty);
    }

    [Test]
    public async Task A_dry_run_counts_and_sends_nothing()
    {
        var result = await Cli.RunAsync(["replay", _input, "--dry-run"], Environment());

        Assert.That(result.Code, Is.Zero);
        Assert.That(result.Out, Does.Contain("Records that would be sent: 40"));
        Assert.That(_argilla.Requests, Is.Empty);
    }

    private Task<CliResult> ReplayAsync(string recordsPerRequest = "200") =>
        Cli.RunAsync(["replay", _input, "--state", _directory.File("state")], Environment(recordsPerRequest));

    private Dictionary<string, string?> Environment(string recordsPerRequest = "200") => new()
    {
        ["ARGILLA_API_URL"] = _argilla.Url.ToString(),
        ["ARGILLA_API_KEY"] = _argilla.ApiKey,
        ["ARGILLA_WORKSPACE"] = _argilla.Workspace,
        ["ARGILLA_DATASET"] = Dataset,
        ["Argilla__MaxRecordsPerRequest"] = recordsPerRequest,
    };

    /// <summary>Ctrl+C after the first half.</summary>
    private sealed class CancellingStream(byte[] content, CancellationTokenSource cancel) : MemoryStream(content)
    {
        public override int Read(Span<byte> buffer)
        {
            if (Position > 0)
            {
                cancel.Cancel();
            }

            return base.Read(buffer[..Math.Min(buffer.Length, 32 * 1024)]);
        }
    }
}
