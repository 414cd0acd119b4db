using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>The chunks that were used last, as the journal keeps them; others are read from it again. Holds at least one, however large. Their arrays are used again.</summary>
/// <remarks>Threading: every member may be called from any thread; between <see cref="BeginRead"/> and <see cref="EndRead"/> is one at a time.</remarks>
internal sealed class ChunkCache(IJournal journal, long maxBytes)
{
    /// <summary>What arrays take at most that are not used.</summary>
    private const int MostUnused = 2 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, LinkedListNode<(long Id, ArraySegment<byte> Content)>> _chunks = [];
    private readonly LinkedList<(long Id, ArraySegment<byte> Content)> _order = new();
    private readonly ChunkArrays _arrays = new(MostUnused);
    private byte[]? _read;

    /// <summary>How many bytes it holds.</summary>
    public long Bytes { get; private set; }

    /// <summary>A chunk with an array of its own, to be added when the journal has it.</summary>
    /// <param name="packed">As <see cref="ChunkPacking"/> has written it.</param>
    public ArraySegment<byte> Rent(ReadOnlySpan<byte> packed)
    {
        byte[] array;
        lock (_lock)
        {
            array = _arrays.Rent(packed.Length);
        }

        packed.CopyTo(array);
        return new(array, 0, packed.Length);
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

    /// <summary>The chunk as it is kept, from the beginning of the array; not to be changed, and not to be read after <see cref="EndRead"/>.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public ArraySegment<byte> BeginRead(long id)
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

                _read = known.Value.Content.Array;
                return known.Value.Content;
            }
        }

        var content = journal.Read(id);
        lock (_lock)
        {
            // Before it is added: others may drive it out at once.
            _read = content;
        }

        Add(id, content);
        return content;
    }

    /// <summary>The chunk that was asked for last is not read any more.</summary>
    public void EndRead()
    {
        lock (_lock)
        {
            _read = null;
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

    /// <summary>Lets go of everything.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _chunks.Clear();
            _order.Clear();
            _arrays.Clear();
            Bytes = 0;
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
        if (!ReferenceEquals(array, _read))
        {
            _arrays.Return(array);
        }
    }
}
