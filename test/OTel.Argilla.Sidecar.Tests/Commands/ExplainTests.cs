using System.Text.Json.Nodes;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>Why a trace is in Argilla, or is not.</summary>
public sealed class ExplainTests
{
    private const string AgentTrace = "e75d07ef8a08c7f012d2167936e84a81";

    private TempDirectory _directory = null!;
    private string _input = null!;

    [SetUp]
    public void MakeDirectory()
    {
        _directory = new TempDirectory();
        _input = _directory.Write("traces.jsonl", Samples.Get("json-mixed.jsonl"));
    }

    [TearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [Test]
    public async Task A_trace_is_a_tree_with_what_each_span_became()
    {
        var result = await Cli.RunAsync(["explain", _input, "--trace", AgentTrace]);

        Assert.That(result.Code, Is.Zero, result.Error);
        var lines = System.Text.RegularExpressions.Regex.Replace(result.Out, @", [\d.]+ ms", string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Is.EqualTo(new[]
        {
            "trace " + AgentTrace,
            "POST /api/ask  [other]",
            "└─ orchestrate_tools  [chain, microsoft.extensions.ai] → record " + AgentTrace + "-f6e23e3c2e289e1e",
            "   │  prompt    weather in Paris?  (gen_ai.input.messages)",
            "   │  response  It is sunny in Paris, 22 degrees.  (gen_ai.output.messages)",
            "   │  note      borrowed",
            "   ├─ chat gpt-4o-mini  [llm, microsoft.extensions.ai] → no record, nested (inside another interaction, whose record speaks for it)",
            "   ├─ execute_tool get_weather  [tool, microsoft.extensions.ai]",
            "   └─ chat gpt-4o-mini  [llm, microsoft.extensions.ai] → no record, nested (inside another interaction, whose record speaks for it)",
            "(not shown: 3 other spans with no GenAI span below)",
        }));
    }

    [Test]
    public async Task Missing_content_names_the_switch()
    {
        var result = await Cli.RunAsync(["explain", _input, "--trace", "461f-9045"]);

        Assert.That(result.Out, Does.Contain("→ no record, no_content (prompt or response is not on the spans)")
            .And.Contain("To get the content: The OpenAI SDK never puts prompts and responses on its spans."));
    }

    [Test]
    public async Task Programs_get_every_span_and_the_same_records_as_replay()
    {
        var result = await Cli.RunAsync(["explain", _input, "--json"]);
        var traces = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!).ToList();
        var spans = traces.SelectMany(static trace => trace["spans"]!.AsArray()).SelectMany(static root => Below(root!)).ToList();

        var ids = spans.SelectMany(static span => span["records"]!.AsArray()).Select(static record => record!["external_id"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        var replayed = (await Cli.RecordsAsync(_input)).Select(static line => JsonNode.Parse(line)!["external_id"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        Assert.That(ids, Is.EqualTo(replayed));
        Assert.That(spans.Count(static span => span["dialect"] is not null), Is.EqualTo(111), "every GenAI span is there; five of 116 were sent twice");
        Assert.That(spans.Count(static span => span["outcome"]?.GetValue<string>() == "no_record"), Is.EqualTo(53));
        Assert.That(traces.SelectMany(static trace => trace["hints"]!.AsArray()), Is.Not.Empty);

        static IEnumerable<JsonNode> Below(JsonNode span) => [span, .. span["children"]!.AsArray().SelectMany(static child => Below(child!))];
    }

    [Test]
    public async Task What_spans_hold_does_no_harm_to_a_terminal()
    {
        // A title, a colour, a carriage return, a reordering, a C1 control and a line separator.
        const string Evil = "\\u001b]0;x\\u0007\\u001b[31m\\r\\u202eabc\\u009b1m\\u2028";
        var span = Decoding.Span(
            "\"name\":\"chat " + Evil + "\",\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}},"
            + "{\"key\":\"gen_ai.input.messages\",\"value\":{\"stringValue\":\"[{\\\"role\\\":\\\"user\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\"q\\u001b[2J\\u202e\\\"}]}]\"}},"
            + "{\"key\":\"gen_ai.output.messages\",\"value\":{\"stringValue\":\"[{\\\"role\\\":\\\"assistant\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\"a\\u009b5m\\\"}]}]\"}}]");
        foreach (var line in new[] { "explain", "explain --json", "explain --full" })
        {
            var result = await Cli.RunAsync([.. line.Split(' '), _directory.Write("evil.json", span)]);

            Assert.That(result.Code, Is.Zero, result.Error);
            Assert.That(result.Out, Does.Contain("record"));
            Assert.That(
                result.Out.Where(static c => c != '\n' && (char.IsControl(c) || c is '\u2028' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format)),
                Is.Empty, line);
        }
    }

    [Test]
    public async Task Long_texts_are_cut_unless_asked_for()
    {
        var text = new string('x', 500);
        var span = Decoding.Span(
            "\"name\":\"chat\",\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}},"
            + "{\"key\":\"gen_ai.prompt.0.role\",\"value\":{\"stringValue\":\"user\"}},{\"key\":\"gen_ai.prompt.0.content\",\"value\":{\"stringValue\":\"" + text + "\"}},"
            + "{\"key\":\"gen_ai.completion.0.role\",\"value\":{\"stringValue\":\"assistant\"}},{\"key\":\"gen_ai.completion.0.content\",\"value\":{\"stringValue\":\"fine\"}}]");
        var path = _directory.Write("long.json", span);

        Assert.That((await Cli.RunAsync(["explain", path])).Out, Does.Contain("… (+340 characters)").And.Not.Contain(text));
        Assert.That((await Cli.RunAsync(["explain", path, "--full"])).Out, Does.Contain(text));
    }

    [Test]
    public async Task Spans_whose_parents_form_a_ring_are_all_shown()
    {
        const string Trace = "\"traceId\":\"5b8efff798038103d269b633813fc60c\",";
        var (a, b) = ("1111111111111111", "2222222222222222");
        var spans = Span(a, b) + "," + Span(b, a);
        var result = await Cli.RunAsync(["explain", _directory.Write("ring.json", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}")]);

        Assert.That(result.Out.Split("chat of ").Length - 1, Is.EqualTo(2), result.Out);

        static string Span(string id, string parent) =>
            "{" + Trace + "\"spanId\":\"" + id + "\",\"parentSpanId\":\"" + parent + "\",\"name\":\"chat of " + id + "\",\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}}]}";
    }

    [TestCase("--trace 0123456789abcdef0123456789abcdef", 1, "no GenAI span of a trace")]
    [TestCase("--trace nonsense", 2, "is no trace id")]
    public async Task A_trace_that_is_not_there_is_told(string options, int code, string said)
    {
        var result = await Cli.RunAsync(["explain", _input, .. options.Split(' ')]);

        Assert.That(result.Code, Is.EqualTo(code));
        Assert.That(result.Error, Does.Contain(said));
    }

    [TestCase(true, null, true)]
    [TestCase(true, "1", false)]
    [TestCase(false, null, false)]
    public async Task Colours_are_for_terminals_alone(bool isTerminal, string? noColour, bool coloured)
    {
        var environment = new Dictionary<string, string?> { ["NO_COLOR"] = noColour };
        var result = await Cli.RunAsync(["explain", _input], environment, isTerminal: isTerminal);

        Assert.That(result.Out.Contains('\u001b'), Is.EqualTo(coloured));
    }
}
