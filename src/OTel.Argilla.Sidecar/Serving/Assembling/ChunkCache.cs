using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>The chunks that were used last; others are read from the journal again. Holds at least one, however large. Their arrays are used again.</summary>
/// <remarks>Threading: every member may be called from any thread; between <see cref="BeginUse"/> and <see cref="EndUse"/> is one at a time.</remarks>
internal sealed class ChunkCache(IJournal journal, long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, LinkedListNode<(long Id, ArraySegment<byte> Content)>> _chunks = [];
    private readonly LinkedList<(long Id, ArraySegment<byte> Content)> _order = new();
    private readonly ChunkArrays _arrays = new();
    private readonly List<byte[]> _left = [];
    private bool _isUsed;

    /// <summary>How many bytes it holds.</summary>
    public long Bytes { get; private set; }

    /// <summary>How often a chunk could not be read.</summary>
    public int Failures { get; private set; }

    /// <summary>Room for a chunk of so many bytes, to be added when it is filled.</summary>
    public ArraySegment<byte> Rent(int length)
    {
        lock (_lock)
        {
            return new(_arrays.Rent(length), 0, length);
        }
    }

    /// <summary>From now on what <see cref="Get"/> gives stays as it is.</summary>
    public void BeginUse()
    {
        lock (_lock)
        {
            _isUsed = true;
        }
    }

    /// <summary>Nobody reads what was given any more.</summary>
    public void EndUse()
    {
        lock (_lock)
        {
            _isUsed = false;
            foreach (var array in _left)
            {
                _arrays.Return(array);
            }

            _left.Clear();
        }
    }

    public void Add(long id, ArraySegment<byte> content)
    {
        lock (_lock)
        {
            if (!_chunks.ContainsKey(id))
            {
                _chunks.Add(id, _order.AddLast((id, content)));
                Bytes += content.Array!.Length;
                Shrink();
            }
        }
    }

    /// <summary>The chunk's content, from the beginning of the array; not to be changed, and not to be read after <see cref="EndUse"/>.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public ArraySegment<byte> Get(long id)
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
            if (_chunks.TryGetValue(id, out var chunk))
            {
                LetGo(chunk);
            }
        }
    }

    private void Shrink()
    {
        while (Bytes > maxBytes && _order.Count > 1)
        {
            LetGo(_order.First!);
        }
    }

    private void LetGo(LinkedListNode<(long Id, ArraySegment<byte> Content)> chunk)
    {
        var array = chunk.Value.Content.Array!;
        _order.Remove(chunk);
        _chunks.Remove(chunk.Value.Id);
        Bytes -= array.Length;
        if (_isUsed)
        {
            _left.Add(array);
        }
        else
        {
            _arrays.Return(array);
        }
    }
}
