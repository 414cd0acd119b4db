using System.Text;
using System.Text.Json.Nodes;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Journal;
using static OTel.Argilla.Sidecar.Tests.Serving.Requests;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>What is kept in the journal becomes records, over services, hours and crashes, and leaves it only then.</summary>
public sealed class AssemblerTests
{
    private readonly Dictionary<string, JsonNode> _records = [];
    private AssemblyRig _rig = null!;
    private int _sent;

    [SetUp]
    public void Start()
    {
        _records.Clear();
        _sent = 0;
        _rig = new AssemblyRig(Send);
    }

    [TearDown]
    public void Stop() => _rig.Dispose();

    [Test]
    public void An_agent_in_one_service_and_a_chat_in_another_give_one_record([Values] bool crash)
    {
        Ingest(Chat(1, 4, parent: 3, flags: Local));
        Crash(crash);
        Ingest(Http(1, 2, parent: 1, flags: Local));
        _rig.Pass(TimeSpan.FromSeconds(30));
        Crash(crash);
        Ingest(Http(1, 3, parent: 2, flags: Remote));
        _rig.Pass(TimeSpan.FromSeconds(30));
        Assert.That(_sent, Is.Zero);
        Ingest(Agent(1, 1));
        _rig.Pass(TimeSpan.FromSeconds(2));
        _rig.Pass(TimeSpan.FromSeconds(7));

        Assert.That(_records.Keys, Is.EqualTo(new[] { Id(1, 1) }));
        _rig.Finish();
        Assert.That((_sent, _rig.Journal.Chunks), Is.EqualTo((1, 0)));
    }

    [Test]
    public void What_an_agent_did_hours_ago_is_on_disk_and_counts()
    {
        using var rig = new AssemblyRig(Send, cacheBytes: 1);
        rig.Ingest(Chat(1, 2, parent: 1, flags: Local, question: "Long ago?"));
        for (var hour = 0; hour < 5; hour++)
        {
            for (var i = 0; i < 20; i++)
            {
                rig.Ingest(Chat(1000 + (hour * 20) + i, 1));
            }

            rig.Pass(TimeSpan.FromHours(1));
            rig.Pass(TimeSpan.FromSeconds(10));
        }

        Assert.That((_records.Count, rig.Assembler.PendingSpans), Is.EqualTo((100, 1)));
        rig.Ingest(Agent(1, 1));
        rig.Finish();

        Assert.That(Prompt(Id(1, 1)), Is.EqualTo("Long ago?"));
        Assert.That((_records.Count, rig.Journal.Chunks), Is.EqualTo((101, 0)));
        Assert.That(rig.Journal.Reads, Is.Positive);
    }

    [Test]
    public void A_late_span_updates_its_record([Values] bool crash)
    {
        Ingest(Agent(1, 1));
        Ingest(Chat(1, 2, parent: 1, answer: "First."));
        _rig.Pass(TimeSpan.FromSeconds(2));
        _rig.Pass(TimeSpan.FromSeconds(6));
        Assert.That(Response(Id(1, 1)), Is.EqualTo("First."));
        Crash(crash);
        Ingest(Chat(1, 3, parent: 1, answer: "Second."));
        _rig.Finish();

        Assert.That(_records.Keys, Is.EqualTo(new[] { Id(1, 1) }));
        Assert.That(Response(Id(1, 1)), Is.EqualTo("Second."));
    }

    [Test]
    public void Nothing_is_settled_before_its_record_is_safe()
    {
        Ingest(Chat(1, 1));
        _rig.Work();
        foreach (var time in new[] { 2, 10, 300, 3 })
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(time));
            _rig.Work();
        }

        Assert.That((_rig.Delivery.Count, _rig.Assembler.PendingTraces, _rig.Journal.Chunks), Is.EqualTo((1, 0, 2)), "the span, and the name of its record");
        _rig.Crash();
        _rig.Pass(TimeSpan.FromSeconds(1));
        Assert.That(_records.Keys, Is.EqualTo(new[] { Id(1, 1) }));
        _rig.Finish();
        Assert.That((_sent, _rig.Journal.Chunks), Is.EqualTo((1, 0)));
    }

    [Test]
    public void What_is_settled_of_a_chunk_does_not_come_back()
    {
        // One request: a chat that is complete, and one that waits for its agent.
        Ingest(Join(Chat(1, 1), Chat(2, 2, parent: 1, flags: Local)));
        _rig.Pass(TimeSpan.FromSeconds(2));
        _rig.Pass(TimeSpan.FromMinutes(1));
        _rig.Pass(TimeSpan.FromMinutes(3));
        _rig.Pass(TimeSpan.FromSeconds(2));
        // Another request makes certain what was settled before it.
        Ingest(Http(9, 9));
        _rig.Crash();
        _rig.Work();

        Assert.That((_rig.Assembler.PendingTraces, _rig.Assembler.PendingSpans, _sent), Is.EqualTo((1, 1, 1)));
        Ingest(Agent(2, 1));
        _rig.Finish();
        Assert.That(_records.Keys, Is.EquivalentTo(new[] { Id(1, 1), Id(2, 1) }));
        Assert.That((_sent, _rig.Journal.Chunks), Is.EqualTo((2, 0)));
    }

    [Test]
    public void A_judgement_finds_its_response_over_a_crash([Values] bool comesFirst, [Values] bool hasPlace, [Values] bool crash)
    {
        var judgement = Judgement(hasPlace ? 7 : 0, 7, "r1", "kind");
        Ingest(comesFirst ? judgement : Chat(1, 1, responseId: "r1"));
        _rig.Pass(TimeSpan.FromSeconds(2));
        if (comesFirst)
        {
            // The trace that it says it is of is let go meanwhile.
            _rig.Pass(TimeSpan.FromMinutes(3));
            _rig.Pass(TimeSpan.FromSeconds(3));
        }

        Crash(crash);
        Ingest(comesFirst ? Chat(1, 1, responseId: "r1") : judgement);
        Crash(crash);
        _rig.Finish();

        Assert.That(_records[Id(1, 1)].ToJsonString(), Does.Contain("kind"));
        Assert.That(_rig.Journal.Chunks, Is.Zero);
    }

    [Test]
    public void Judgements_without_a_response_do_not_pile_up()
    {
        for (var i = 0; i < 1_500; i++)
        {
            Ingest(Judgement(0, 0, $"r{i}", "kind"));
        }

        _rig.Finish();
        Assert.That(_rig.Journal.Chunks, Is.EqualTo(1_000));
    }

    [Test]
    public void A_span_that_judges_another_trace_is_kept_as_long_as_that()
    {
        var link = ",\"links\":[{" + Ids(1, 1) + "}]";
        var judge = Span(2, 2, 0, 0, ("evaluations.0.evaluation.name", "tone"), ("evaluations.0.evaluation.label", "kind"), ("openinference.span.kind", "EVALUATOR"));
        Ingest(judge.Replace(",\"flags\"", link + ",\"flags\"", StringComparison.Ordinal));
        _rig.Pass(TimeSpan.FromSeconds(2));
        _rig.Pass(TimeSpan.FromSeconds(10));
        Ingest(Chat(1, 1, parent: 5, flags: Local));
        _rig.Pass(TimeSpan.FromMinutes(10));
        Ingest(Http(9, 9));
        _rig.Crash();
        Ingest(Http(1, 5));
        _rig.Finish();

        Assert.That(_records[Id(1, 1)].ToJsonString(), Does.Contain("kind"));
        Assert.That(_rig.Journal.Chunks, Is.Zero);
    }

    [Test]
    public void Traces_without_a_GenAI_span_are_forgotten_after_a_while()
    {
        Ingest(Http(1, 1));
        _rig.Pass(TimeSpan.FromSeconds(100));
        Ingest(Http(1, 2, parent: 1));
        Ingest(Http(2, 2));
        _rig.Pass(TimeSpan.FromSeconds(100));
        Assert.That(_rig.Journal.Chunks, Is.EqualTo(3));
        _rig.Pass(TimeSpan.FromSeconds(30));
        _rig.Pass(TimeSpan.FromSeconds(2));
        Assert.That(_rig.Journal.Chunks, Is.Zero);
    }

    [Test]
    public void When_the_journal_cannot_be_read_nothing_is_evaluated_in_part_and_nothing_lost()
    {
        using var rig = new AssemblyRig(Send, cacheBytes: 1);
        rig.Ingest(Chat(1, 2, parent: 1, question: "First?"));
        rig.Work();
        rig.Ingest(Agent(1, 1));
        rig.Work();
        rig.Journal.IsUnreadable = true;
        rig.Pass(TimeSpan.FromSeconds(2));
        rig.Pass(TimeSpan.FromMinutes(1));
        rig.Finish();
        Assert.That((_sent, rig.Journal.Chunks), Is.EqualTo((0, 2)));

        rig.Ingest(Chat(2, 2));
        rig.Ingest(Chat(3, 3));
        rig.Work();
        Assert.That(rig.Assembler.Problem, Is.Not.Null);
        var refused = rig.Ingest(Chat(4, 4));
        Assert.That((refused.Status, refused.Message), Is.EqualTo((IngestStatus.Unavailable, rig.Assembler.Problem)));

        rig.Journal.IsUnreadable = false;
        rig.Crash();
        rig.Finish();
        Assert.That(_records.Keys, Is.EquivalentTo(new[] { Id(1, 1), Id(2, 2), Id(3, 3) }));
        Assert.That(rig.Journal.Chunks, Is.Zero);
    }

    [Test]
    public void Of_a_trace_that_is_larger_than_memory_allows_parts_are_evaluated()
    {
        using var rig = new AssemblyRig(Send, new TraceBufferOptions { MaxBytesElsewhere = 100_000 });
        for (var i = 1; i <= 100; i++)
        {
            rig.Ingest(Chat(1, 100 + i, parent: 1, flags: Local, answer: new string('x', 5_000)));
            rig.Pass(TimeSpan.FromSeconds(1));
            Assert.That(rig.Assembler.PendingSpans, Is.LessThan(25));
        }

        rig.Ingest(Agent(1, 1));
        rig.Finish();
        Assert.That(_records.Keys, Does.Contain(Id(1, 1)).And.Count.InRange(80, 100));
        Assert.That(rig.Journal.Chunks, Is.Zero);
    }

    [Test]
    public void When_what_was_left_cannot_be_read_to_its_end_it_is_read_again([Values(0, 1, 2, 3)] int readable)
    {
        Ingest(Chat(1, 2, parent: 1));
        Ingest(Http(3, 3));
        Ingest(Agent(1, 1));
        _rig.Crash();
        _rig.Journal.ReadableChunks = readable;
        Assert.That((_rig.Assembler.Step(), _rig.Assembler.IsRebuilding), Is.EqualTo(readable < 3 ? (false, true) : (true, false)));
        Assert.That(_rig.Assembler.Problem, readable < 3 ? Is.EqualTo("the disk does not answer") : Is.Null);
        _rig.Finish();

        Assert.That(_records.Keys, Is.EqualTo(new[] { Id(1, 1) }));
        Assert.That(_rig.Journal.Chunks, Is.Zero);
    }

    [Test]
    public void A_damaged_chunk_is_left_where_it_is()
    {
        Ingest(Chat(1, 1));
        byte[][] damaged = [[1, 2, 3], [9], [0x81, 100, 1, 2, 3]];
        _rig.Journal.AppendAsync([.. damaged.Select(content => new JournalChunk(_rig.Journal.NextChunkId(), content))]).AsTask().Wait();
        Ingest(Chat(2, 2));
        _rig.Crash();
        _rig.Finish();

        Assert.That(_records.Keys, Is.EquivalentTo(new[] { Id(1, 1), Id(2, 2) }));
        Assert.That((_rig.Journal.Chunks, _rig.Damages.Count), Is.EqualTo((3, 3)));
    }

    [Test]
    public void When_the_journal_is_nearly_full_what_has_waited_longest_is_given_up()
    {
        _rig.CrowdedBytes = 500_000;
        for (var i = 1; i <= 3_000; i++)
        {
            // The parent was left out by a filter: it would be waited for until tomorrow.
            Ingest(Chat(i, 2, parent: 1, flags: Local, answer: Incompressible(1_000 + i)));
            if (i % 100 == 0)
            {
                _rig.Pass(TimeSpan.FromSeconds(2));
            }

            Assert.That(_rig.Journal.Bytes, Is.LessThan(1_000_000));
        }

        Assert.That((_rig.Crowded, _records.Count), Is.EqualTo((1, _sent)));
        Assert.That(_sent, Is.GreaterThan(2_000));
        _rig.Finish();
        Assert.That((_records.Count, _rig.Journal.Chunks), Is.EqualTo((3_000, 0)));
    }

    [Test]
    public void What_is_kept_is_compressed([Values] bool crash)
    {
        var answer = string.Concat(Enumerable.Range(1, 1_000).Select(static number => $"Order {number} will arrive on Friday. "));
        Ingest(Chat(1, 1, answer: answer));
        Assert.That(_rig.Journal.Bytes, Is.LessThan(answer.Length / 2));
        Crash(crash);
        _rig.Finish();
        Assert.That(Response(Id(1, 1)), Is.EqualTo(answer));
    }

    [Test]
    public void What_the_journal_does_not_take_is_to_be_sent_again()
    {
        _rig.Journal.Problem = "The journal is full.";
        var full = _rig.Ingest(Chat(1, 1));
        _rig.Journal.Problem = null;

        Assert.That((full.Status, full.Message), Is.EqualTo((IngestStatus.Unavailable, "The journal is full.")));
        Assert.That(full.RetryAfter, Is.Not.Null);
        _rig.Finish();
        Assert.That(_sent, Is.Zero);
    }

    [Test]
    public void When_the_assembler_is_behind_requests_are_to_be_sent_again()
    {
        var answer = Incompressible(100_000);
        IngestResult result;
        var accepted = 0;
        for (result = _rig.Ingest(Chat(1, 1, answer: answer)); result.Status == IngestStatus.Accepted; accepted++)
        {
            result = _rig.Ingest(Chat(2 + accepted, 1, answer: answer));
        }

        Assert.That((result.Status, accepted), Is.EqualTo((IngestStatus.Unavailable, 11)));
        Assert.That(result.RetryAfter, Is.Not.Null);
        _rig.Finish();
        Assert.That(_sent, Is.EqualTo(11));
    }

    [Test]
    public void What_is_not_OTLP_is_told_and_spans_without_ids_are_left_out()
    {
        Assert.That(_rig.Ingest("{\"resourceSpans\":7}").Status, Is.EqualTo(IngestStatus.Malformed));
        Assert.That(_rig.Ingest("{\"resourceSpans\":7}").Message, Does.Contain("resourceSpans must be an array"));
        var result = _rig.Ingest(Join(Chat(1, 1), Chat(0, 1)));
        Assert.That((result.Status, result.RejectedItems, result.Items), Is.EqualTo((IngestStatus.Accepted, 1, 2)));
        Assert.That(result.Message, Does.Contain("no trace id"));
        _rig.Finish();
        Assert.That(_sent, Is.EqualTo(1));
    }

    [Test]
    public void A_request_with_nothing_of_use_is_not_kept()
    {
        Ingest(Log(1, 1, "started", 1));
        Ingest("{\"resourceSpans\":[]}");
        Assert.That(_rig.Journal.Chunks, Is.Zero);
    }

    [Test]
    public void A_request_is_kept_in_chunks_of_some_tens_of_kilobytes()
    {
        Ingest(Join([.. Enumerable.Range(1, 100).Select(static i => Chat(i, i, answer: new string('x', 2_000))), Chat(500, 1, answer: new string('y', 200_000))]));

        Assert.That(_rig.Journal.Chunks, Is.InRange(6, 8));
        _rig.Finish();
        Assert.That((_records.Count, _rig.Journal.Chunks), Is.EqualTo((101, 0)));
    }

    [Test]
    public void What_comes_while_an_earlier_process_is_taken_over_comes_after_that()
    {
        for (var i = 1; i <= 300; i++)
        {
            Ingest(Chat(i, 2, parent: 1, flags: Local));
        }

        _rig.Crash();
        for (var i = 1; i <= 300; i++)
        {
            Ingest(Agent(i, 1));
            _rig.Assembler.Step();
        }

        _rig.Finish();
        Assert.That(_records, Has.Count.EqualTo(300));
        Assert.That(_records.Keys, Has.All.EndsWith($"-{1:x16}"));
    }

    private static string Join(params string[] requests) => "{\"resourceSpans\":[" + string.Join(",", requests.Select(static request => request[(request.IndexOf('[') + 1)..^2])) + "]}";

    private static string Incompressible(int length) => new(new Random(length).GetItems<char>("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .", length));

    private static string Id(int trace, int span) => $"{trace:x32}-{span:x16}";

    private void Ingest(string request) => Assert.That((_rig.Ingest(request) with { Items = 0 }), Is.EqualTo(IngestResult.Accepted));

    private void Crash(bool crash)
    {
        if (crash)
        {
            _rig.Crash();
        }
    }

    private void Send(RecordDocument record)
    {
        _records[record.ExternalId] = JsonNode.Parse(Encoding.UTF8.GetString(record.Json.Span))!;
        _sent++;
        record.Release();
    }

    private string? Prompt(string id) => (string?)_records[id]["fields"]!["prompt"];

    private string? Response(string id) => (string?)_records[id]["fields"]!["response"];
}
