using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Serving.Assembling;

namespace OTel.Argilla.Sidecar.Tests.Serving;

public sealed class ChunkCacheTests
{
    private const int Bytes = 10_000;

    private readonly MemoryJournal _journal = new();

    [Test]
    public void The_array_of_a_chunk_that_has_gone_is_used_again()
    {
        var cache = new ChunkCache(_journal, long.MaxValue);
        var first = Add(cache, 1);
        cache.Remove(1);
        var second = cache.Rent(new byte[Bytes - 1]);
        Assert.That(second.Array, Is.SameAs(first));
        Assert.That((second.Offset, second.Count), Is.EqualTo((0, Bytes - 1)));
        Assert.That(cache.Rent(new byte[Bytes]).Array, Is.Not.SameAs(first), "it has one user");
    }

    [Test]
    public void Nobody_writes_into_a_chunk_that_is_read([Values] bool isRemoved)
    {
        var cache = new ChunkCache(_journal, 20_000);
        var first = Add(cache, 1);
        Assert.That(cache.BeginRead(1).Array, Is.SameAs(first));
        if (isRemoved)
        {
            cache.Remove(1);
        }

        var others = Enumerable.Range(2, 5).Select(id => Add(cache, id)).ToList();
        Assert.That(others, Has.None.SameAs(first), "it has left the cache, and is still read");
        Assert.That(cache.Bytes, Is.LessThanOrEqualTo(20_000));
        cache.EndRead();
        var later = Enumerable.Range(7, 20).Select(id => Add(cache, id)).ToHashSet();
        Assert.That(later, Has.None.SameAs(first));
        Assert.That(later, Has.Count.LessThanOrEqualTo(3), "all others are used again");
    }

    [Test]
    public void Arrays_that_nobody_needs_are_not_kept_without_end()
    {
        var cache = new ChunkCache(_journal, long.MaxValue);
        var arrays = Enumerable.Range(0, 1_000).Select(id => Add(cache, id)).ToHashSet();
        Enumerable.Range(0, 1_000).ToList().ForEach(id => cache.Remove(id));
        var again = Enumerable.Range(0, 1_000).Count(_ => arrays.Contains(cache.Rent(new byte[Bytes]).Array!));
        Assert.That(again * arrays.First().Length, Is.InRange(1_900_000, 2 * 1024 * 1024));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4_096)]
    [TestCase(49_152)]
    [TestCase(49_153)]
    [TestCase(200_000)]
    public void A_chunk_of_any_length_finds_room(int length)
    {
        var cache = new ChunkCache(_journal, long.MaxValue);
        for (var id = 1; id < 4; id++)
        {
            var content = cache.Rent(new byte[length]);
            Assert.That(content, Has.Count.EqualTo(length));
            cache.Add(id, content);
            cache.Remove(id);
        }

        Assert.That(cache.Bytes, Is.Zero);
    }

    [Test]
    public void What_the_cache_has_let_go_is_read_from_the_journal()
    {
        var cache = new ChunkCache(_journal, 15_000);
        var id = _journal.NextChunkId();
        var content = cache.Rent(Enumerable.Repeat((byte)7, Bytes).ToArray());
        _ = _journal.AppendAsync([new JournalChunk(id, content)]).AsTask().Result;
        cache.Add(id, content);
        Array.Fill<byte>(Add(cache, -1), 8);
        Array.Fill<byte>(cache.Rent(new byte[Bytes]).Array!, 9);
        Assert.That(cache.BeginRead(id), Is.EqualTo(Enumerable.Repeat((byte)7, Bytes)));
    }

    private static byte[] Add(ChunkCache cache, long id)
    {
        var content = cache.Rent(new byte[Bytes]);
        cache.Add(id, content);
        return content.Array!;
    }
}
