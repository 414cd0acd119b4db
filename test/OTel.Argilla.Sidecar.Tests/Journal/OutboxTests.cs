using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Tests.Commands;
using static OTel.Argilla.Sidecar.Tests.Delivery.TestRecords;

namespace OTel.Argilla.Sidecar.Tests.Journal;

/// <summary>Records that wait in the journal: none is lost, none is there twice, and no older version comes after a newer one.</summary>
public sealed class OutboxTests
{
    private TempDirectory _directory = null!;
    private ExporterMetrics _metrics = null!;
    private List<string> _safe = null!;

    [SetUp]
    public void SetUp() => (_directory, _metrics, _safe) = (new TempDirectory(), new ExporterMetrics(), []);

    [TearDown]
    public void TearDown()
    {
        _metrics.Dispose();
        _directory.Dispose();
    }

    [Test]
    public async Task Records_come_back_in_their_order_until_they_have_ended()
    {
        using (var journal = Open())
        {
            var store = Store(journal);
            Assert.That(store.TryStore([Claimed("a"), Claimed("b")]) && store.TryStore([Claimed("c")]) && Store(journal, "other").TryStore([Claimed("x")]), Is.True);
            Assert.That(_safe, Is.EqualTo(new[] { "a", "b", "c", "x" }), "told at once: the order of the writer is enough");
            await CommittedAsync(journal);

            Assert.That(Text(Take(store)), Is.EqualTo("a:p b:p"), "no more than fit into a request");
            var third = Take(store)!;
            Assert.That(Text(third), Is.EqualTo("c:p"));
            Assert.That(third[0].Document.Dataset, Is.EqualTo("ds"));
            Assert.That(Take(store), Is.Null);
            store.PutBack(third[0]);
            Assert.That(Text(third = Take(store)!), Is.EqualTo("c:p"));
            Outcomes(store).Exported(third);
        }

        // What was on its way is there again.
        using var again = Open();
        Assert.That(Text(Take(Store(again))), Is.EqualTo("a:p b:p"));
        Assert.That(Text(Take(Store(again, "other"))), Is.EqualTo("x:p"));
        Assert.That(_safe, Has.Count.EqualTo(4), "what comes from the outbox is told to nobody");
    }

    [Test]
    public async Task A_request_is_bounded_by_bytes_too()
    {
        using var journal = Open();
        var store = Store(journal, maxBytes: 500);
        Assert.That(store.TryStore([Claimed("a", new string('x', 1000)), Claimed("b"), Claimed("c")]), Is.True);
        await CommittedAsync(journal);
        Assert.That(Take(store)!.Select(static record => record.ExternalId), Is.EqualTo(new[] { "a" }), "one alone may be larger");
        Assert.That(Text(Take(store)), Is.EqualTo("b:p c:p"));
    }

    [Test]
    public async Task No_version_overtakes_an_older_one()
    {
        using var journal = Open();
        var store = Store(journal);
        Assert.That(Take(store), Is.Null);
        Assert.That(store.MayHold("a"), Is.False);

        // Behind a version that is not in the file yet, one in the file, and one on its way.
        var release = await OwnWork.HoldAsync(journal);
        Assert.That(store.TryStore([Claimed("a", "1")]), Is.True);
        Assert.That((store.MayHold("a"), store.MayHold("b")), Is.EqualTo((true, false)));
        release();
        await CommittedAsync(journal);
        Assert.That((store.MayHold("a"), store.MayHold("b")), Is.EqualTo((true, false)));
        Assert.That((Store(journal).MayHold("a"), Store(journal, "other").MayHold("a")), Is.EqualTo((true, false)), "after a restart too, and of this dataset");
        var first = Take(store)!;
        Assert.That(store.MayHold("a"), Is.True);

        // A newer one that is stored waits for the older one's end; others do not.
        Assert.That(store.TryStore([Claimed("a", "2"), Claimed("b", "1"), Claimed("a", "3")]), Is.True);
        await CommittedAsync(journal);
        Assert.That(Text(Take(store, "a")), Is.EqualTo("b:1"));
        Outcomes(store).Exported(first);
        var rest = new Batch(Take(store)!);
        Assert.That((Text(rest.Records), Text(rest.Superseded)), Is.EqualTo(("a:3", "a:2")));
        Outcomes(store).Superseded(rest.Superseded);
        Outcomes(store).Exported(rest.Records);
        await CommittedAsync(journal);
        Assert.That(Take(store), Is.Null);
        Assert.That(store.MayHold("a"), Is.False);
    }

    [Test]
    public async Task What_is_refused_waits_for_a_person_with_its_reason_until_a_newer_version_has_got_through()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(1));
        using var journal = Open(time);
        var store = Store(journal, time: time);
        var outcomes = Outcomes(store);
        var refused = Make("a", "1");
        outcomes.Rejected(new QueuedRecord(refused, 1), "422: too bad");
        await CommittedAsync(journal);
        Assert.That(DeadLetters(journal), Is.EqualTo("ds a 422: too bad 86400000 1"));
        Assert.That(() => refused.Json, Throws.TypeOf<ObjectDisposedException>());

        // One from the outbox leaves that; the newest refused version is the one that is kept.
        Assert.That(store.TryStore([Claimed("a", "2")]), Is.True);
        await CommittedAsync(journal);
        outcomes.Rejected(Take(store)![0], "422: worse");
        await CommittedAsync(journal);
        Assert.That((DeadLetters(journal), Take(store)), Is.EqualTo(("ds a 422: worse 86400000 2", (List<QueuedRecord>?)null)));

        store.Exported(new QueuedRecord(Make("b"), 1));
        await CommittedAsync(journal);
        Assert.That(DeadLetters(journal), Is.Not.Empty);
        store.Exported(new QueuedRecord(Make("a", "3"), 1));
        await CommittedAsync(journal);
        Assert.That(DeadLetters(journal), Is.Empty);
    }

    [Test]
    public async Task What_a_person_puts_back_gives_way_to_everything_newer()
    {
        using var journal = Open();
        var store = Store(journal);
        var outcomes = Outcomes(store);
        foreach (var id in new[] { "a", "b", "c" })
        {
            outcomes.Rejected(new QueuedRecord(Make(id, "old"), 1), "no");
        }

        await CommittedAsync(journal);
        PutBack();

        // Of a, a newer version is on its way, and gets through; of b, one is refused; of c there is none.
        Assert.That(Text(Take(store, "a", "b")), Is.EqualTo("c:old"));
        var release = await OwnWork.HoldAsync(journal);
        store.Exported(new QueuedRecord(Make("a", "new"), 1));
        outcomes.Rejected(new QueuedRecord(Make("b", "new"), 1), "no again");
        var b = Take(store)!;
        Assert.That(Text(b), Is.EqualTo("b:old"), "a is as good as gone");
        release();
        outcomes.Rejected(b[0], "still no");
        await CommittedAsync(journal);
        Assert.That(Take(store), Is.Null);
        Assert.That(DeadLetters(journal), Does.Match("^ds b no again [0-9]+ new$"), "an older version does not replace a newer one");

        // One that was put back and gets through says nothing of a newer one that was refused since.
        PutBack();
        b = Take(store)!;
        outcomes.Rejected(new QueuedRecord(Make("b", "newest"), 1), "no");
        store.Exported(b[0]);
        await CommittedAsync(journal);
        Assert.That(DeadLetters(journal), Does.EndWith("newest"));

        void PutBack()
        {
            using var database = JournalFile.OpenExisting(_directory.Path);
            database.Execute("INSERT INTO outbox (dataset, external_id, record, stored_at, retried) SELECT dataset, external_id, record, 0, 1 FROM dead_letters");
            database.Execute("DELETE FROM dead_letters");
        }
    }

    [Test]
    public async Task On_a_full_disk_records_wait_for_room()
    {
        var time = new FakeTimeProvider();
        using var journal = Open(time);
        var store = Store(journal);
        var isBroken = true;
        var broken = OwnWork.DoAsync(journal, _ =>
        {
            if (Volatile.Read(ref isBroken))
            {
                throw new IOException("full");
            }
        });
        Assert.That(store.TryStore([Claimed("a")]), Is.True);
        Assert.That((Take(store), store.MayHold("a"), store.IsFull), Is.EqualTo(((List<QueuedRecord>?)null, true, false)));
        Assert.That(journal.Writer.HeldBytes, Is.GreaterThan(50));
        Volatile.Write(ref isBroken, false);
        while (!broken.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await CommittedAsync(journal);
        Assert.That(Text(Take(store)), Is.EqualTo("a:p"));
    }

    [Test]
    public async Task Wherever_the_process_is_killed_a_record_is_in_the_outbox_or_what_it_was_made_of_is_in_the_journal()
    {
        const int Records = 30;
        var data = _directory.File("data");
        using var journal = SqliteJournal.Open(data, 1L << 30, TimeProvider.System);
        var store = Store(journal);
        var before = JournalFiles.Commits(data).Count;
        var chunks = new long[Records];
        for (var i = 0; i < Records; i++)
        {
            chunks[i] = journal.NextChunkId();
            Assert.That((await journal.AppendAsync([new(chunks[i], new byte[100])])).IsKept, Is.True);
        }

        var kept = JournalFiles.Commits(data).Count;
        for (var i = 0; i < Records; i++)
        {
            // As delivery and assembler do: stored, told to be safe, and only then settled.
            Assert.That(store.TryStore([Claimed($"r{i}")]), Is.True);
            journal.Settle([new(chunks[i], null)]);
            if (i % 3 == 0)
            {
                await CommittedAsync(journal);
            }
        }

        await CommittedAsync(journal);
        var commits = JournalFiles.Commits(data);
        Assert.That(commits.Count - kept, Is.GreaterThan(Records / 3));
        for (var commit = kept - 1; commit < commits.Count; commit++)
        {
            var copy = JournalFiles.Copy(data, _directory.File($"copy {commit}"), commits[commit]);
            using var killed = SqliteJournal.Open(copy, 1L << 30, TimeProvider.System);
            var left = killed.ReadAll().Select(static chunk => chunk.Id).ToHashSet();
            var stored = Store(killed, maxRecords: Records) is var rows ? (Take(rows) ?? []).ConvertAll(static record => record.ExternalId) : [];
            Assert.That(Enumerable.Range(0, Records).All(i => left.Contains(chunks[i]) || stored.Contains($"r{i}")), Is.True, $"after commit {commit - before}");
            Assert.That(stored, Is.Unique);
        }
    }

    private static Task CommittedAsync(SqliteJournal journal) => OwnWork.DoAsync(journal, static _ => { });

    private static string DeadLetters(SqliteJournal journal) => journal.Reader.Read(static database =>
    {
        var letters = new List<string>();
        using var rows = database.Rows("SELECT dataset, external_id, reason, refused_at, record FROM dead_letters ORDER BY id");
        while (rows.Read())
        {
            var prompt = System.Text.Json.Nodes.JsonNode.Parse((byte[])rows.GetValue(4))!["fields"]!["prompt"];
            letters.Add($"{rows.GetString(0)} {rows.GetString(1)} {rows.GetString(2)} {rows.GetInt64(3)} {prompt}");
        }

        return string.Join("; ", letters);
    });

    private SqliteJournal Open(TimeProvider? time = null) => SqliteJournal.Open(_directory.Path, 1L << 30, time ?? TimeProvider.System);

    private OutboxStore Store(
        SqliteJournal journal, string dataset = "ds", int maxRecords = 2, long maxBytes = 1_000_000, TimeProvider? time = null) =>
        new(journal, dataset, maxRecords, maxBytes, time ?? TimeProvider.System, document =>
        {
            Assert.That(document.Json.Length, Is.GreaterThan(0), "before its memory is given back");
            _safe.Add(document.ExternalId);
        });

    private Outcomes Outcomes(OutboxStore store) => new(_metrics, store);

    private List<QueuedRecord>? Take(OutboxStore store, params string[] onTheirWay) => store.TryTake(Outcomes(store), onTheirWay.Contains);
}
