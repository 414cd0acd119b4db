using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Tests.Assembly;

/// <summary>A span made by hand. Times are milliseconds; ids are small numbers, 0 for none.</summary>
internal sealed class TestSpan : Span
{
    private readonly List<KeyValuePair<string, object?>> _tags = [];
    private readonly List<SpanEvent> _events = [];
    private readonly Dictionary<SpanId, (SpanId Parent, bool IsError)> _ancestors = [];

    public TestSpan(string name, int id, int parent = 0, int start = 0, int end = 10, int trace = 1)
    {
        Name = name;
        TraceId = new TraceId(0, (ulong)trace);
        SpanId = new SpanId((ulong)id);
        ParentSpanId = new SpanId((ulong)parent);
        StartUnixNano = start * 1_000_000L;
        EndUnixNano = end * 1_000_000L;
        ScopeName = "Test";
    }

    public override string? ResponseId => _tags.Find(static tag => tag is { Key: "gen_ai.response.id", Value: string }).Value as string;

    public override int EstimatedBytes => 100;

    public override bool HasOpenAncestor => false;

    public static TestSpan Chat(int id, int parent = 0, int start = 0, int end = 10, string? input = null, string? output = null, int trace = 1) =>
        new TestSpan("chat m", id, parent, start, end, trace).Tag("gen_ai.operation.name", "chat").Tag("gen_ai.request.model", "m").In(input).Out(output);

    public static TestSpan Agent(int id, string name, int parent = 0, int start = 0, int end = 100, string? input = null, string? output = null, int trace = 1) =>
        new TestSpan("invoke_agent " + name, id, parent, start, end, trace)
            .Tag("gen_ai.operation.name", "invoke_agent").Tag("gen_ai.agent.name", name).In(input).Out(output);

    public static TestSpan Tool(int id, string name, int parent = 0, int start = 0, int end = 10, string? callId = "c1", int trace = 1)
    {
        var span = new TestSpan("execute_tool " + name, id, parent, start, end, trace).Tag("gen_ai.operation.name", "execute_tool").Tag("gen_ai.tool.name", name);
        return callId is null ? span : span.Tag("gen_ai.tool.call.id", callId);
    }

    public static TestSpan Op(string operation, int id, int parent = 0, int start = 0, int end = 100, int trace = 1) =>
        new TestSpan(operation, id, parent, start, end, trace).Tag("gen_ai.operation.name", operation);

    /// <summary>A message of one text in the form of conventions 1.37.</summary>
    public static string Text(string role, string text, string? finish = null, string? name = null)
    {
        var extra = (name is null ? string.Empty : $",\"name\":{Json(name)}") + (finish is null ? string.Empty : $",\"finish_reason\":\"{finish}\"");
        return $"{{\"role\":\"{role}\",\"parts\":[{{\"type\":\"text\",\"content\":{Json(text)}}}]{extra}}}";
    }

    public static string Call(string id, string tool, string? text = null, string finish = "tool_call")
    {
        var words = text is null ? string.Empty : $"{{\"type\":\"text\",\"content\":{Json(text)}}},";
        return $"{{\"role\":\"assistant\",\"parts\":[{words}{{\"type\":\"tool_call\",\"id\":\"{id}\",\"name\":\"{tool}\",\"arguments\":{{}}}}],\"finish_reason\":\"{finish}\"}}";
    }

    public static string Result(string id, string result) =>
        $"{{\"role\":\"tool\",\"parts\":[{{\"type\":\"tool_call_response\",\"id\":\"{id}\",\"response\":{Json(result)}}}]}}";

    public static string All(params string[] messages) => "[" + string.Join(",", messages) + "]";

    public static string User(string text) => All(Text("user", text));

    public static string Assistant(string text) => All(Text("assistant", text, "stop"));

    public TestSpan In(string? messages) => messages is null ? this : Tag("gen_ai.input.messages", messages);

    public TestSpan Out(string? messages) => messages is null ? this : Tag("gen_ai.output.messages", messages);

    public TestSpan Usage(int input, int output) => Tag("gen_ai.usage.input_tokens", input).Tag("gen_ai.usage.output_tokens", output);

    public TestSpan Tag(string name, object? value)
    {
        _tags.Add(new(name, value));
        return this;
    }

    public TestSpan Scope(string name)
    {
        ScopeName = name;
        return this;
    }

    public TestSpan Error()
    {
        IsError = true;
        return this;
    }

    public TestSpan Event(string name, params (string Key, object? Value)[] attributes)
    {
        _events.Add(Make(name, null, attributes));
        return this;
    }

    public TestSpan Log(string name, object? body, int time = 0, params (string Key, object? Value)[] attributes)
    {
        AddLog(Make(name, body, attributes, time));
        return this;
    }

    /// <summary>An ancestor that is known but not in hand.</summary>
    public TestSpan Unseen(int id, int parent, bool isError = false)
    {
        _ancestors[new SpanId((ulong)id)] = (new SpanId((ulong)parent), isError);
        return this;
    }

    public override void CopyAttributesTo(AttributeSet target) => _tags.ForEach(t => target.Add(t.Key, t.Value));

    public override void CopyEventsTo(List<SpanEvent> target) => target.AddRange(_events);

    public override bool TryGetAncestor(SpanId ancestorId, out SpanId parentId, out bool isError)
    {
        var found = _ancestors.TryGetValue(ancestorId, out var ancestor);
        (parentId, isError) = ancestor;
        return found;
    }

    private static SpanEvent Make(string name, object? body, (string Key, object? Value)[] attributes, int time = 0) =>
        new(name, time * 1_000_000L, body, [.. attributes.Select(static a => new KeyValuePair<string, object?>(a.Key, a.Value))]);

    private static string Json(string text) => JsonSerializer.Serialize(text);
}

/// <summary>What an evaluation gave, as texts that outlive it.</summary>
internal sealed class Evaluated
{
    private readonly PairEvaluator _evaluator;

    private Evaluated(PairEvaluator evaluator) => _evaluator = evaluator;

    public IReadOnlyList<Pair> Pairs => _evaluator.Pairs;

    public Pair Pair
    {
        get
        {
            Assert.That(Pairs, Has.Count.EqualTo(1), () => "reasons: " + string.Join(", ", _evaluator.Outcomes.Select(static o => $"{o.Span.Name} {o.Reason}")));
            return Pairs[0];
        }
    }

    /// <summary>"prompt → response" of each record.</summary>
    public IEnumerable<string> Texts => Pairs.Select(static p => $"{p.Prompt} → {p.Response}");

    /// <summary>"span id reason" of each candidate, by id; "-" for those that gave a record.</summary>
    public IEnumerable<string> Outcomes => _evaluator.Outcomes
        .OrderBy(static o => o.Span.TraceId).ThenBy(static o => o.Span.SpanId)
        .Select(static o => $"{Convert.ToInt64(o.Span.SpanId.ToString(), 16).ToString(CultureInfo.InvariantCulture)} {o.Reason ?? "-"}");

    public string? Hint => _evaluator.Outcomes.Select(static o => o.Hint).FirstOrDefault(static h => h is not null);

    public static Evaluated Of(params Span[] spans) => Of(new PairOptions(), spans);

    [SuppressMessage("Reliability", "CA2000", Justification = "Holds no resource.")]
    public static Evaluated Of(PairOptions options, params Span[] spans)
    {
        var evaluator = new PairEvaluator(options);
        evaluator.Evaluate(spans);
        return new Evaluated(evaluator);
    }
}
