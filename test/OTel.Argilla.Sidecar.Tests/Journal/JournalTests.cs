using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Journal;

/// <summary>What is kept is there after a restart, and what cannot be kept is said.</summary>
public sealed class JournalTests
{
    private const long Plenty = 1L << 30;
    private TempDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TempDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public async Task A_restart_finds_what_was_kept_and_not_settled_in_its_order()
    {
        var (first, second, third, fourth) = (0L, 0L, 0L, 0L);
        using (var journal = Open())
        {
            (first, second, third, fourth) = (journal.NextChunkId(), journal.NextChunkId(), journal.NextChunkId(), journal.NextChunkId());
            Assert.That(await journal.AppendAsync([Chunk(second, "two"), Chunk(fourth, "")]), Is.EqualTo(new JournalAnswer(true)));
            Assert.That(await journal.AppendAsync([Chunk(first, "one"), new(third, new ArraySegment<byte>("three!"u8.ToArray(), 0, 5))]), Is.EqualTo(new JournalAnswer(true)));
            journal.Settle([new(first, [1]), new(second, [2])]);
            journal.Settle([new(first, [3]), new(fourth, null)]);
            Assert.That(journal.Read(third), Is.EqualTo("three"u8.ToArray()), "a part of an array");
        }

        using (var journal = Open())
        {
            var next = journal.NextChunkId();
            Assert.That(await journal.AppendAsync([Chunk(next, "new")]), Is.EqualTo(new JournalAnswer(true)));
            Assert.That(next, Is.GreaterThan(fourth));
            Assert.That(Text(journal.ReadAll()), Is.EqualTo($"{first} one 3; {second} two 2; {third} three "), "and nothing of this process");
            Assert.That(() => journal.Read(fourth), Throws.TypeOf<JournalException>().With.Message.Contains("not in the journal"));
            journal.Settle([new(first, null), new(second, null), new(third, null), new(next, null)]);
        }

        using var last = Open();
        Assert.That(last.ReadAll(), Is.Empty);
        Assert.That(last.NextChunkId(), Is.GreaterThan(fourth), "no id is given twice, even when nothing is left");
    }

    [Test]
    public async Task Everything_is_read_when_it_is_more_than_is_read_at_once()
    {
        using (var journal = Open())
        {
            for (var i = 0; i < 40; i++)
            {
                Assert.That((await journal.AppendAsync([new(journal.NextChunkId(), new byte[100_000 + i])])).IsKept, Is.True);
            }
        }

        using var again = Open();
        Assert.That(again.ReadAll().Select(static chunk => chunk.Content.Length), Is.EqualTo(Enumerable.Range(100_000, 40)));
    }

    [Test]
    public async Task Callers_at_the_same_time_each_get_what_they_kept()
    {
        using var journal = Open();
        var left = await Task.WhenAll(Enumerable.Range(0, 20).Select(caller => Task.Run(async () =>
        {
            var kept = new List<long>();
            for (var i = 0; i < 30; i++)
            {
                var id = journal.NextChunkId();
                Assert.That((await journal.AppendAsync([Chunk(id, $"{caller} {i}")])).IsKept, Is.True);
                Assert.That(journal.Read(id), Is.EqualTo(System.Text.Encoding.UTF8.GetBytes($"{caller} {i}")), "read at once");
                if (i % 3 == 0)
                {
                    journal.Settle([new(id, null)]);
                }
                else
                {
                    kept.Add(id);
                }
            }

            return kept;
        })));
        journal.Dispose();

        using var again = Open();
        Assert.That(again.ReadAll().Select(static chunk => chunk.Id), Is.EqualTo(left.SelectMany(static ids => ids).Order()));
    }

    [Test]
    public async Task What_gathers_during_a_commit_is_one_commit()
    {
        using var journal = Open();
        var release = await OwnWork.HoldAsync(journal);
        var answers = Enumerable.Range(0, 100).Select(_ => journal.AppendAsync([Chunk(journal.NextChunkId(), "x")]).AsTask()).ToArray();
        var before = JournalFiles.Commits(_directory.Path).Count;
        release();

        Assert.That((await Task.WhenAll(answers)).All(static answer => answer.IsKept), Is.True);
        Assert.That(JournalFiles.Commits(_directory.Path).Count - before, Is.InRange(1, 2), "one, and what held the writer");
    }

    [Test]
    public async Task The_log_begins_anew_when_it_is_long_and_everything_is_in_the_file_then()
    {
        const int ChunkBytes = 1024 * 1024;
        const int Enough = 400;
        var kept = new List<long>();
        using (var journal = Open())
        {
            var (pages, before) = (0, 0);
            for (; pages >= before && kept.Count < Enough; pages = journal.Writer.LogPages)
            {
                before = pages;
                kept.Add(journal.NextChunkId());
                Assert.That((await journal.AppendAsync([new(kept[^1], new byte[ChunkBytes])])).IsKept, Is.True);
            }

            Assert.That(kept, Has.Count.LessThan(Enough), "so much has come without a new beginning");
            var length = new FileInfo(JournalFiles.Log(_directory.Path)).Length;
            for (var i = 0; i < 4; i++)
            {
                kept.Add(journal.NextChunkId());
                await journal.AppendAsync([new(kept[^1], new byte[ChunkBytes])]);
            }

            Assert.That(new FileInfo(JournalFiles.Log(_directory.Path)).Length, Is.LessThanOrEqualTo(length), "written over from its beginning");
        }

        using var again = Open();
        Assert.That(again.ReadAll().Select(static chunk => (chunk.Id, chunk.Content.Length)), Is.EqualTo(kept.Select(static id => (id, ChunkBytes))));
    }

    [Test]
    public async Task A_full_disk_is_said_and_loses_nothing_and_room_is_used_as_soon_as_there_is_some()
    {
        var time = new FakeTimeProvider();
        using (var journal = Open(time: time))
        {
            var (old, settled) = (journal.NextChunkId(), journal.NextChunkId());
            Assert.That((await journal.AppendAsync([Chunk(old, "old"), Chunk(settled, "settled")])).IsKept, Is.True);
            var hasRoom = false;
            void SetRoom(JournalDatabase database) => database.Number($"PRAGMA max_page_count={(Volatile.Read(ref hasRoom) ? 1_000_000 : 1)}");
            await OwnWork.DoAsync(journal, SetRoom);

            var refused = await journal.AppendAsync([Large(journal)]);
            Assert.That(refused.IsKept, Is.False);
            Assert.That(refused.Problem, Does.Contain("is full: make room"));
            Assert.That(journal.Writer.Problem, Is.EqualTo(refused.Problem));
            Assert.That((await journal.AppendAsync([Chunk(journal.NextChunkId(), "x")])).Problem, Is.EqualTo(refused.Problem), "at once, without a try");

            // Changes that cannot be refused wait, in their order, behind one that finds no room.
            var order = new List<string>();
            var needy = OwnWork.DoAsync(journal, database =>
            {
                SetRoom(database);
                database.Execute("INSERT INTO chunks (id, content) VALUES (1, zeroblob(100000))");
                order.Add("needy");
            });
            journal.Settle([new(settled, null)]);
            var after = OwnWork.DoAsync(journal, _ => order.Add("after"));
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.That((await journal.AppendAsync([Large(journal)])).IsKept, Is.False);
            Assert.That((needy.IsCompleted, after.IsCompleted), Is.EqualTo((false, false)));
            Assert.That(journal.Read(settled), Is.Not.Empty);

            // It works on by itself, without anybody who asks.
            Volatile.Write(ref hasRoom, true);
            await AdvanceUntilAsync(time, after);
            Assert.That(needy.IsCompleted, Is.True);
            Assert.That(order, Is.EqualTo(new[] { "needy", "after" }));
            Assert.That(() => journal.Read(settled), Throws.TypeOf<JournalException>());
            Assert.That((await journal.AppendAsync([Large(journal)])).IsKept, Is.True);
            Assert.That(journal.Writer.Problem, Is.Null);
            Assert.That(journal.Writer.HeldBytes, Is.Zero);
        }

        using var again = Open();
        Assert.That(again.ReadAll().Select(static chunk => chunk.Content.Length), Is.EqualTo(new[] { 100_000, 3, 100_000 }));
    }

    [Test]
    public async Task A_problem_ends_without_anybody_who_asks()
    {
        var time = new FakeTimeProvider();
        using var journal = Open(time: time);
        var isBroken = true;
        var broken = OwnWork.DoAsync(journal, _ => ThrowWhen(Volatile.Read(ref isBroken)));
        Assert.That((await journal.AppendAsync([Large(journal)])).Problem, Does.Contain("broken"));
        Volatile.Write(ref isBroken, false);
        await AdvanceUntilAsync(time, broken);
        Assert.That((await journal.AppendAsync([Large(journal)])).IsKept, Is.True);
        Assert.That(journal.Writer.Problem, Is.Null);
    }

    [Test]
    public async Task What_is_written_on_the_second_try_keeps_nobody_waiting()
    {
        using var journal = Open(time: new FakeTimeProvider());
        var tries = 0;
        await OwnWork.DoAsync(journal, _ => ThrowWhen(++tries == 1));
        Assert.That(journal.Writer.Problem, Is.Null);
        Assert.That((await journal.AppendAsync([Large(journal)])).IsKept, Is.True, "and not only after the rest, which never ends here");
    }

    [Test]
    public async Task Who_waits_while_a_commit_fails_is_told_at_once()
    {
        using var journal = Open(time: new FakeTimeProvider());
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        _ = OwnWork.DoAsync(journal, _ =>
        {
            reached.TrySetResult();
            release.Wait();
            ThrowWhen(true);
        });
        await reached.Task;
        var waiting = journal.AppendAsync([Large(journal)]).AsTask();
        release.Set();
        Assert.That((await waiting).Problem, Does.Contain("broken"), "and not only after the rest, which never ends here");
        Assert.That(journal.Writer.HeldBytes, Is.Zero);
    }

    [Test]
    public async Task Beyond_its_bound_chunks_are_refused_and_the_rest_goes_on()
    {
        const long Bound = 4 * 1024 * 1024;
        var time = new FakeTimeProvider();
        using var journal = Open(Bound, time);
        var kept = new List<long>();
        JournalAnswer answer;
        do
        {
            kept.Add(journal.NextChunkId());
            answer = await journal.AppendAsync([new(kept[^1], new byte[100_000])]);
        }
        while (answer.IsKept);

        Assert.That(answer.Problem, Does.Contain("has reached its bound of 4194304 bytes").And.Contains("allow the journal more"));
        Assert.That(journal.Writer.Problem, Is.EqualTo(answer.Problem));
        Assert.That(journal.Writer.UsedBytes, Is.InRange(Bound - 400_000, Bound + 400_000), "pages that are written twice in the log count too");
        Assert.That(kept, Has.Count.GreaterThan(15));

        // Neither is refused: what needs room and what makes some. The log is what takes the most here.
        await OwnWork.DoAsync(journal, static database => database.Execute("INSERT INTO chunks (id, content) VALUES (1, zeroblob(300000))"));
        journal.Settle([.. kept.Select(static id => new SettledChunk(id, null))]);
        await OwnWork.DoAsync(journal, static _ => { });
        journal.Dispose();
        using var again = Open(Bound, time);
        Assert.That((await again.AppendAsync([Large(again)])).IsKept, Is.True);
        Assert.That(again.Writer.Problem, Is.Null);
        Assert.That(again.ReadAll().Select(static chunk => chunk.Id), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Some_room_is_left_on_the_disk_to_start_with_and_to_let_go_of_what_was_delivered()
    {
        var time = new FakeTimeProvider();
        var free = JournalRoom.KeptFree + 300_000;
        using var journal = SqliteJournal.Open(_directory.Path, Plenty, time, () => Volatile.Read(ref free));
        var kept = journal.NextChunkId();
        Assert.That((await journal.AppendAsync([new(kept, new byte[100_000])])).IsKept, Is.True);
        Volatile.Write(ref free, JournalRoom.KeptFree + 100_000);
        await OwnWork.DoAsync(journal, static _ => { });
        var refused = await journal.AppendAsync([Large(journal)]);
        Assert.That(refused.Problem, Does.Contain("is nearly full: make room").And.Contain($"{JournalRoom.KeptFree} are kept"));
        Assert.That((await journal.AppendAsync([Chunk(journal.NextChunkId(), "small")])).IsKept, Is.True, "it stands there twice at worst");

        journal.Settle([new(kept, null)]);
        await OwnWork.DoAsync(journal, static _ => { });
        Assert.That(() => journal.Read(kept), Throws.TypeOf<JournalException>());
        Volatile.Write(ref free, JournalRoom.KeptFree + 200_000);
        await AdvanceUntilAsync(time, Task.Run(() => SpinWait.SpinUntil(() => journal.Writer.Problem is null)));
        Assert.That((await journal.AppendAsync([Large(journal)])).IsKept, Is.True);
    }

    [Test]
    public async Task One_that_is_closed_takes_nothing_and_leaves_one_file()
    {
        var journal = Open();
        var release = await OwnWork.HoldAsync(journal);
        var waiting = journal.AppendAsync([Chunk(journal.NextChunkId(), "waiting")]).AsTask();
        var closing = Task.Run(journal.Dispose);
        release();
        Assert.That((await waiting).IsKept, Is.True, "what was handed over before is written");
        await closing;

        var late = await journal.AppendAsync([Chunk(journal.NextChunkId(), "late")]);
        Assert.That((late.IsKept, late.Problem), Is.EqualTo((false, "The sidecar is stopping: send it again.")));
        journal.Settle([new(1, null)]);
        Assert.That(Directory.GetFiles(_directory.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "journal.db", "lock" }));
    }

    [Test]
    public async Task One_that_is_closed_while_nothing_can_be_written_ends_and_keeps_what_was_kept()
    {
        var journal = Open();
        Assert.That((await journal.AppendAsync([Chunk(journal.NextChunkId(), "kept")])).IsKept, Is.True);
        _ = OwnWork.DoAsync(journal, static _ => ThrowWhen(true));
        journal.Settle([new(journal.NextChunkId() - 1, null)]);
        journal.Dispose();

        using var again = Open();
        Assert.That(Text(again.ReadAll()), Does.EndWith("kept "), "nothing overtakes what could not be written");
    }

    private static void ThrowWhen(bool isBroken)
    {
        if (isBroken)
        {
            throw new InvalidOperationException("broken");
        }
    }

    /// <summary>Lets the writer's rests pass until the task has ended.</summary>
    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static JournalChunk Chunk(long id, string content) => new(id, System.Text.Encoding.UTF8.GetBytes(content));

    private static JournalChunk Large(SqliteJournal journal) => new(journal.NextChunkId(), new byte[100_000]);

    private static string Text(IEnumerable<StoredChunk> chunks) =>
        string.Join("; ", chunks.Select(static chunk => $"{chunk.Id} {System.Text.Encoding.UTF8.GetString(chunk.Content)} {string.Join(',', chunk.Settled)}"));

    private SqliteJournal Open(long maxBytes = Plenty, TimeProvider? time = null) => SqliteJournal.Open(_directory.Path, maxBytes, time ?? TimeProvider.System);
}
