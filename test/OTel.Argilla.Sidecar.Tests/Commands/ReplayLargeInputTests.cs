using System.Text;
using System.Text.Json.Nodes;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Tests.Otlp;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>Input larger than memory is sorted by trace on disk: the records are the same, and nothing stays behind.</summary>
public sealed class ReplayLargeInputTests
{
    private TempDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory()
    {
        _directory = new TempDirectory();
        Directory.CreateDirectory(_directory.File("temp"));
    }

    [TearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [TestCase("proto-mixed.proto")]
    [TestCase("json-batched.jsonl")]
    public async Task Sorted_on_disk_it_gives_the_same_records(string name)
    {
        var input = _directory.Write(name, Samples.Get(name));

        Assert.That(await SpilledAsync(input), Is.EqualTo(await Cli.RecordsAsync(input)));
        Assert.That(Directory.EnumerateFileSystemEntries(_directory.File("temp")), Is.Empty);
    }

    [Test]
    public async Task Log_records_find_their_spans_through_the_disk()
    {
        const string Ids = "\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\"";
        var log = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + Log("gen_ai.user.message", "Why?", 1) + "," + Log("gen_ai.choice", "Because.", 2) + "]}]}]}";
        var span = Decoding.Span("\"name\":\"chat\",\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}}]", Ids);
        var records = await SpilledAsync(_directory.Write("logs.jsonl", log + "\n" + span + "\n"));

        var fields = JsonNode.Parse(records.Single())!["fields"]!;
        Assert.That(((string?)fields["prompt"], (string?)fields["response"]), Is.EqualTo(("Why?", "Because.")));

        static string Log(string name, string text, int time) =>
            "{" + Ids + ",\"eventName\":\"" + name + "\",\"timeUnixNano\":\"" + time
            + "\",\"body\":{\"kvlistValue\":{\"values\":[{\"key\":\"content\",\"value\":{\"stringValue\":\"" + text + "\"}}]}}}";
    }

    [Test]
    public async Task A_parent_that_comes_last_of_all_is_still_the_parent()
    {
        // Chats of 3,000 traces with an HTTP span above each, and the agents above those only at the end.
        var (chats, agents) = (new StringBuilder(), new StringBuilder());
        for (var i = 1; i <= 3000; i++)
        {
            var trace = $"\"traceId\":\"{i:x32}\",";
            chats.Append(Decoding.Span(
                $"\"name\":\"chat\",\"parentSpanId\":\"{2:x16}\",\"attributes\":[" + Text("gen_ai.operation.name", "chat")
                + "," + Text("gen_ai.prompt.0.role", "user") + "," + Text("gen_ai.prompt.0.content", $"question {i}")
                + "," + Text("gen_ai.completion.0.role", "assistant") + "," + Text("gen_ai.completion.0.content", $"answer {i}") + "]", trace + $"\"spanId\":\"{3:x16}\"")).Append('\n');
            chats.Append(Decoding.Span($"\"name\":\"POST\",\"parentSpanId\":\"{1:x16}\"", trace + $"\"spanId\":\"{2:x16}\"")).Append('\n');
            agents.Append(Decoding.Span("\"name\":\"invoke_agent\",\"attributes\":[" + Text("gen_ai.operation.name", "invoke_agent") + "]", trace + $"\"spanId\":\"{1:x16}\"")).Append('\n');
        }

        var records = await SpilledAsync(_directory.Write("late.jsonl", chats.ToString() + agents));
        Assert.That(records, Has.Length.EqualTo(3000));
        Assert.That(records, Has.All.Contain("\"kind\":\"agent\"").And.All.Contain($"-{1:x16}\""));

        static string Text(string key, string value) => "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Nothing_would_stay_behind_if_the_process_were_killed()
    {
        var store = new TraceStore(ReplayLimits.Buffer, 1000, TimeProvider.System, new NoConsumer());
        using var spilled = new SpilledTraces(store, _directory.File("temp"), 4, static (_, _) => { });
        spilled.Add(Decoding.Json(Decoding.Span(string.Empty)));

        Assert.That(Directory.EnumerateFileSystemEntries(_directory.File("temp")), Is.Empty);
        spilled.CompleteAll();
        Assert.That(store.Links.Count, Is.EqualTo(1), "what was written can be read again");
    }

    [Test]
    public async Task A_directory_for_temporary_files_that_cannot_be_used_is_told()
    {
        var result = await Cli.RunAsync(["replay", "-", "--dry-run", "--temp", _directory.Write("file", "no directory")], input: new MemoryStream(Samples.Get("proto-mixed.proto")));

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage));
        Assert.That(result.Error, Does.Contain("--temp"));
    }

    private async Task<string[]> SpilledAsync(string input)
    {
        var output = _directory.File("output.jsonl");
        using var error = new StringWriter();
        var io = new CommandIo
        {
            Out = TextWriter.Null, Error = error, OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Environment = new Dictionary<string, string?>(),
        };
        var settings = new ReplaySettings
        {
            Paths = [input], Output = output, SmallInput = 0, TemporaryDirectory = _directory.File("temp"), StateDirectory = _directory.File("state"),
        };
        var code = await new ReplayRun(CommandSettings.Load(CommandConfiguration.Load(io, null, []), needsServer: false), settings, io).RunAsync(CancellationToken.None);
        Assert.That(code, Is.Zero, error.ToString());
        return Cli.Sorted(output);
    }

    private sealed class NoConsumer : ITraceConsumer
    {
        public void Run(BufferedTrace trace, TraceBuffer buffer)
        {
        }

        public void Settle(BufferedTrace trace)
        {
        }
    }
}
