using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Tests.Fuzz;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>Spans of traces that wait are not in memory: they are read again when something comes of their traces, and nothing else changes by that.</summary>
public sealed class UnloadedSpansTests
{
    private readonly List<string> _sent = [];
    private AssemblyRig _rig = null!;

    [SetUp]
    public void Start()
    {
        _sent.Clear();
        _rig = new AssemblyRig(record => _sent.Add(Json(record)), cacheBytes: 1);

        // Something of its service that is not GenAI: what runs around a call is known to come.
        Ingest(OtlpBytes.Span(1, 1_000, "GET", [("http.route", "/")], parent: 1_001));
    }

    [TearDown]
    public void Stop() => _rig.Dispose();

    [Test]
    public void While_a_trace_waits_its_spans_are_not_read()
    {
        Ingest(Chat(1, 2, "Why?", "First."), Chat(1, 3, "Why?", "Last."));
        _rig.Pass(TimeSpan.FromSeconds(5));
        FillCache();
        var before = _rig.Journal.Reads;
        for (var minute = 0; minute < 30; minute++)
        {
            _rig.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.That((_rig.Journal.Reads - before, _rig.Assembler.PendingSpans), Is.EqualTo((0, 2)));
        Ingest(Agent(1, 1));
        Complete();
        Assert.That(_rig.Journal.Reads, Is.GreaterThan(before));
        Assert.That(_sent, Has.Exactly(1).Items.And.All.Contains("Why?").And.All.Contains("Last."));
    }

    [Test]
    public void Spans_that_come_together_with_what_was_waited_for_are_new()
    {
        Ingest(Chat(1, 2, "Why?", "First."));
        _rig.Pass(TimeSpan.FromSeconds(5));
        FillCache();
        Ingest(Chat(1, 3, "Why?", "Second."), Chat(1, 4, "Why?", "Last."));
        _rig.Work();
        Assert.That(_rig.Assembler.PendingSpans, Is.EqualTo(3));
        Ingest(Agent(1, 1));
        Complete();
        Assert.That(_sent, Has.Exactly(1).Items.And.All.Contains("Last."));
    }

    [Test]
    public void A_span_that_comes_again_is_known()
    {
        var spans = new[] { Chat(1, 2, "Why?", "First."), Chat(1, 3, "Why?", "Last.") };
        Ingest(spans);
        Ingest(spans);
        _rig.Pass(TimeSpan.FromSeconds(5));
        FillCache();
        Ingest(spans);
        _rig.Pass(TimeSpan.FromSeconds(5));
        Assert.That(_rig.Assembler.PendingSpans, Is.EqualTo(2));
        Ingest(Agent(1, 1));
        Complete();
        Assert.That(_rig.CountedSpans, Is.EqualTo(3));
    }

    [Test]
    public void What_was_done_with_spans_is_known_when_they_are_read_again()
    {
        Ingest(Chat(1, 2, "Why?", "First."), Agent(1, 1));
        Complete();
        var journaled = _rig.Journal.Chunks;
        for (var i = 0; i < 3; i++)
        {
            Ingest(Chat(1, 3 + i, "Why?", $"Later {i}."));
            Complete();
        }

        Assert.That(_sent, Has.Count.EqualTo(4));
        Assert.That(_sent.Select(static json => json[..json.IndexOf(',', StringComparison.Ordinal)]).Distinct(), Has.Exactly(1).Items, "one record, changed");
        Assert.That(_rig.Journal.Chunks - journaled, Is.EqualTo(3), "the name of the record is kept once");
        Assert.That(_rig.CountedSpans, Is.EqualTo(5), "each span is counted once");
    }

    [Test]
    public void When_they_cannot_be_read_what_comes_waits_until_they_can()
    {
        Ingest(Chat(1, 2, "Why?", "Last."));
        _rig.Pass(TimeSpan.FromSeconds(5));
        FillCache();
        Ingest(Agent(1, 1));
        _rig.Journal.IsUnreadable = true;
        Complete();
        Assert.That((_sent.Count, _rig.Assembler.Problem is null), Is.EqualTo((0, false)));

        _rig.Journal.IsUnreadable = false;
        _rig.Finish();
        Assert.That(_rig.Assembler.Problem, Is.Null);
        Assert.That(_sent, Has.Exactly(1).Items.And.All.Contains("Why?").And.All.Contains("Last."));
        Assert.That(_rig.Journal.Chunks, Is.Zero);
    }

    [Test]
    public void When_one_that_is_due_cannot_be_read_it_is_not_lost()
    {
        Ingest(Chat(1, 2, "Why?", "Last."));
        _rig.Pass(TimeSpan.FromSeconds(5));
        FillCache();
        _rig.Journal.IsUnreadable = true;

        // The longest that a trace may take.
        _rig.Pass(TimeSpan.FromHours(25));
        Assert.That((_sent.Count, _rig.Assembler.Problem is null), Is.EqualTo((0, false)));
        _rig.Journal.IsUnreadable = false;
        _rig.Finish();
        Assert.That(_sent, Has.Exactly(1).Items);
    }

    [Test]
    public void Judgements_before_one_whose_response_cannot_be_read_are_taken_once()
    {
        _rig.Ingest(Requests.Chat(7, 1, responseId: "here"));
        Complete();
        _rig.Ingest(Requests.Chat(9, 1));
        Complete();
        FillCache();
        _rig.Journal.IsUnreadable = true;
        _rig.Ingest(Requests.Logs(Requests.JudgementRecord("not here yet", "early"), Requests.JudgementRecord("here", "late")));
        _rig.Pass(TimeSpan.FromSeconds(10));
        Assert.That(_rig.Assembler.Problem, Is.Not.Null);
        _rig.Journal.IsUnreadable = false;
        _rig.Pass(TimeSpan.FromSeconds(10));
        _rig.Ingest(Requests.Chat(8, 1, responseId: "not here yet"));
        _rig.Finish();
        Assert.That(_sent, Has.Some.Contains("early").And.Some.Contains("late"));
        Assert.That(_rig.Journal.Chunks, Is.Zero, "nothing is kept for a judgement that was noted twice");
    }

    [Test]
    public void Log_records_stay_with_their_spans()
    {
        _rig.Ingest(Requests.Chat(1, 2, parent: 1, flags: Requests.Local));
        _rig.Ingest(Requests.Judgement(1, 2, "", "polite"));
        _rig.Pass(TimeSpan.FromSeconds(30));
        _rig.Ingest(Requests.Agent(1, 1));
        _rig.Finish();
        Assert.That(_sent, Has.Exactly(1).Items.And.All.Contains("polite"));
    }

    private void Complete()
    {
        _rig.Pass(TimeSpan.FromSeconds(2));
        _rig.Pass(TimeSpan.FromSeconds(7));
    }

    /// <summary>Another chunk, so that those before it are not in memory any more.</summary>
    private void FillCache()
    {
        Ingest(OtlpBytes.Span(1_000, 1, "GET", [("http.route", "/")], parent: 2));
        _rig.Work();
    }

    private void Ingest(params byte[][] spans) =>
        Assert.That(_rig.Ingest(OtlpBytes.Request(spans), OtlpFormat.Protobuf, OtlpSignal.Traces).Status, Is.EqualTo(IngestStatus.Accepted));

    private static byte[] Agent(int trace, int span) => OtlpBytes.Span(trace, span, "invoke_agent", [("gen_ai.operation.name", "invoke_agent")]);

    /// <summary>A call whose parent is of the same process, and has not come.</summary>
    private static byte[] Chat(int trace, int span, string question, string answer) =>
    [
        .. OtlpBytes.Span(
            trace, span, "chat",
            [
                ("gen_ai.operation.name", "chat"), ("gen_ai.prompt.0.role", "user"), ("gen_ai.prompt.0.content", question),
                ("gen_ai.completion.0.role", "assistant"), ("gen_ai.completion.0.content", answer),
            ],
            parent: 1),
        .. new byte[] { 0x85, 0x01 }, .. BitConverter.GetBytes(Requests.Local),
    ];

    private static string Json(RecordDocument record)
    {
        var json = System.Text.Encoding.UTF8.GetString(record.Json.Span);
        record.Release();
        return json;
    }
}
