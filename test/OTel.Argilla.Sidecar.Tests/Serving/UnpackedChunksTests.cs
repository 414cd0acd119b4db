using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Serving.Assembling;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Tests.Serving;

public sealed class UnpackedChunksTests
{
    private const int Bytes = 10_000;

    private readonly MemoryJournal _journal = new();

    [Test]
    public void A_chunk_that_was_read_is_not_unpacked_again()
    {
        var chunks = new UnpackedChunks(new ChunkCache(_journal, long.MaxValue), 25_000);
        var (one, two) = (Add(1), Add(2));
        var first = chunks.Get(one);
        Assert.That(first.Array.AsSpan(1, first.Length - 1).ToArray(), Is.EqualTo(Enumerable.Repeat((byte)1, Bytes - 1)));
        Assert.That(first.StoredLength, Is.LessThan(1_000));
        _ = chunks.Get(two);
        Assert.That(chunks.Get(one).Array, Is.SameAs(first.Array));
    }

    [Test]
    public void No_more_are_held_than_may_and_arrays_are_used_again()
    {
        var cache = new ChunkCache(_journal, long.MaxValue);
        var chunks = new UnpackedChunks(cache, 25_000);
        var arrays = new HashSet<byte[]>();
        for (var number = 1; number <= 100; number++)
        {
            var content = chunks.Get(Add(number));
            Assert.That(content.Array[Bytes - 1], Is.EqualTo(number));
            arrays.Add(content.Array);
        }

        Assert.That(arrays.Count, Is.LessThanOrEqualTo(4));
    }

    [Test]
    public void Nobody_writes_into_a_chunk_that_is_read()
    {
        var chunks = new UnpackedChunks(new ChunkCache(_journal, 1), 1);
        chunks.BeginUse();
        var contents = Enumerable.Range(1, 50).Select(number => chunks.Get(Add(number))).ToList();
        Assert.That(contents.Select(static content => content.Array[5]), Is.EqualTo(Enumerable.Range(1, 50)));
        chunks.EndUse();
        var next = chunks.Get(Add(51)).Array;
        Assert.That(contents.Exists(content => ReferenceEquals(content.Array, next)), Is.True, "it is used again");
    }

    [Test]
    public void What_is_read_once_takes_the_place_of_nothing()
    {
        var chunks = new UnpackedChunks(new ChunkCache(_journal, long.MaxValue), 25_000);
        chunks.BeginUse();
        var id = Add(1);
        var first = chunks.Get(id).Array;
        for (var number = 2; number < 20; number++)
        {
            Assert.That(chunks.GetOnce(Add(number)).Array[Bytes - 1], Is.EqualTo(number));
        }

        Assert.That((ReferenceEquals(chunks.Get(id).Array, first), ReferenceEquals(chunks.GetOnce(id).Array, first)), Is.EqualTo((true, true)));
        chunks.EndUse();
    }

    [Test]
    public void What_was_let_go_is_read_again()
    {
        var cache = new ChunkCache(_journal, long.MaxValue);
        var chunks = new UnpackedChunks(cache, long.MaxValue);
        var ids = Enumerable.Range(1, 9).Select(Add).ToList();
        chunks.BeginUse();
        var before = ids.ConvertAll(id => chunks.Get(id).Array);
        chunks.Clear();
        Assert.That(cache.Bytes, Is.Zero);
        var after = ids.ConvertAll(id => chunks.Get(id).Array);
        Assert.That(after.Exists(before.Contains), Is.False, "they are read still");
        Assert.That(after.Select(static array => array[5]), Is.EqualTo(Enumerable.Range(1, 9)));
        Assert.That(before.Select(static array => array[5]), Is.EqualTo(Enumerable.Range(1, 9)));
        chunks.EndUse();
    }

    [Test]
    public void A_chunk_that_cannot_be_read_is_counted_and_told([Values] bool isDamaged)
    {
        var chunks = new UnpackedChunks(new ChunkCache(_journal, long.MaxValue), long.MaxValue);
        var id = isDamaged ? Add([0x81, 100, 1, 2, 3]) : Add(1);
        _journal.IsUnreadable = !isDamaged;
        Assert.That(() => chunks.Get(id), Throws.TypeOf<JournalException>());
        Assert.That(chunks.Failures, Is.EqualTo(1));
        _journal.IsUnreadable = false;
        Assert.That(() => chunks.Get(Add(2)), Throws.Nothing);
    }

    private long Add(int number)
    {
        var items = Enumerable.Repeat((byte)number, Bytes).ToArray();
        items[0] = ItemWriter.Version;
        var packed = new byte[ChunkPacking.MostOf(Bytes)];
        return Add(packed[..ChunkPacking.Pack(items, packed)]);
    }

    private long Add(byte[] stored)
    {
        var id = _journal.NextChunkId();
        _ = _journal.AppendAsync([new JournalChunk(id, stored)]).AsTask().Result;
        return id;
    }
}
