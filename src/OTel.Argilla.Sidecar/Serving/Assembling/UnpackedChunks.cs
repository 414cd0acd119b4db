using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// The chunks that were read last, ready to be read again: traces that are complete at one time came together. Holds at least one, however large. Of the assembler's
/// thread.
/// </summary>
internal sealed class UnpackedChunks(ChunkCache cache, long maxBytes)
{
    /// <summary>What arrays take at most that are not used.</summary>
    private const int MostUnused = 1024 * 1024;

    private readonly Dictionary<long, Entry> _chunks = [];
    private readonly ListOf<Entry> _order = new();
    private readonly ChunkArrays _arrays = new(MostUnused);
    private long _bytes;

    /// <summary>How often a chunk could not be read.</summary>
    public int Failures { get; private set; }

    /// <summary>From now on what <see cref="Get"/> gives stays as it is.</summary>
    public void BeginUse() => _arrays.BeginUse();

    /// <summary>Nobody reads what was given any more.</summary>
    public void EndUse() => _arrays.EndUse();

    /// <summary>The chunk's content, not to be read after <see cref="EndUse"/>.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public ChunkContent Get(long id)
    {
        if (_order.Last is not { } entry || entry.Id != id)
        {
            if (!_chunks.TryGetValue(id, out entry))
            {
                _chunks.Add(id, entry = new Entry(id, Read(id)));
                _bytes += entry.Content.Array.Length;
            }

            _order.MoveToEnd(entry);
            Shrink();
        }

        return entry.Content;
    }

    /// <summary>Lets go of everything, the chunks as the journal keeps them as well.</summary>
    public void Clear()
    {
        cache.Clear();
        _chunks.Clear();
        _order.Clear();
        _arrays.Clear();
        _bytes = 0;
    }

    /// <summary>As <see cref="Get"/>, of a chunk that is read from its beginning to its end, and then not for some time: those that will be sooner stay.</summary>
    public ChunkContent GetOnce(long id)
    {
        if (_chunks.TryGetValue(id, out var entry))
        {
            return entry.Content;
        }

        var content = Read(id);
        _arrays.Return(content.Array);
        return content;
    }

    private ChunkContent Read(long id)
    {
        try
        {
            var stored = cache.BeginRead(id);
            var content = new ChunkContent(_arrays.Rent(ChunkPacking.LengthOf(stored)), ChunkPacking.LengthOf(stored), stored.Count);
            ChunkPacking.Unpack(stored, content.Array.AsSpan(0, content.Length));
            return content;
        }
        catch (InvalidDataException error)
        {
            Failures++;
            throw new JournalException($"Chunk {id} of the journal is damaged.", error);
        }
        catch (JournalException)
        {
            Failures++;
            throw;
        }
        finally
        {
            cache.EndRead();
        }
    }

    private void Shrink()
    {
        while (_bytes > maxBytes && _order.First is { } oldest && _order.Count > 1)
        {
            _order.Remove(oldest);
            _chunks.Remove(oldest.Id);
            _bytes -= oldest.Content.Array.Length;
            _arrays.Return(oldest.Content.Array);
        }
    }

    private sealed class Entry(long id, ChunkContent content) : Listed<Entry>
    {
        public long Id { get; } = id;

        public ChunkContent Content { get; } = content;
    }
}
