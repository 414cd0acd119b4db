using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>The chunks that were used last; others are read from the journal again. Holds at least one, however large.</summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class ChunkCache(IJournal journal, long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, LinkedListNode<(long Id, byte[] Content)>> _chunks = [];
    private readonly LinkedList<(long Id, byte[] Content)> _order = new();

    /// <summary>How many bytes it holds.</summary>
    public long Bytes { get; private set; }

    /// <summary>How often a chunk could not be read.</summary>
    public int Failures { get; private set; }

    public void Add(long id, byte[] content)
    {
        lock (_lock)
        {
            if (!_chunks.ContainsKey(id))
            {
                _chunks.Add(id, _order.AddLast((id, content)));
                Bytes += content.Length;
                Shrink();
            }
        }
    }

    /// <summary>The chunk's content; not to be changed.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public byte[] Get(long id)
    {
        lock (_lock)
        {
            if (_chunks.TryGetValue(id, out var known))
            {
                if (known.Next is not null)
                {
                    _order.Remove(known);
                    _order.AddLast(known);
                }

                return known.Value.Content;
            }
        }

        try
        {
            var content = journal.Read(id);
            Add(id, content);
            return content;
        }
        catch (JournalException)
        {
            lock (_lock)
            {
                Failures++;
            }

            throw;
        }
    }

    public void Remove(long id)
    {
        lock (_lock)
        {
            if (_chunks.Remove(id, out var chunk))
            {
                _order.Remove(chunk);
                Bytes -= chunk.Value.Content.Length;
            }
        }
    }

    private void Shrink()
    {
        while (Bytes > maxBytes && _order.Count > 1)
        {
            var (id, content) = _order.First!.Value;
            _order.RemoveFirst();
            _chunks.Remove(id);
            Bytes -= content.Length;
        }
    }
}
