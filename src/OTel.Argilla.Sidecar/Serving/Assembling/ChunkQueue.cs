using System.Collections.Concurrent;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// The chunks that the journal keeps and the assembler has not taken in yet, by their ids alone: those that the cache has let go by then are read again, so a
/// long queue takes no memory.
/// </summary>
/// <remarks>Threading: any thread adds, the assembler's takes.</remarks>
internal sealed class ChunkQueue(long maxBytes)
{
    private readonly ConcurrentQueue<(long Id, int Length)> _chunks = new();
    private long _bytes;

    /// <summary>More waits than may: the assembler is behind.</summary>
    public bool IsFull => Interlocked.Read(ref _bytes) > maxBytes;

    public bool IsEmpty => _chunks.IsEmpty;

    public void Add(long id, int length)
    {
        Interlocked.Add(ref _bytes, length);
        _chunks.Enqueue((id, length));
    }

    /// <summary>The oldest chunk; it stays until it is removed.</summary>
    public bool TryPeek(out long id)
    {
        var isThere = _chunks.TryPeek(out var chunk);
        id = chunk.Id;
        return isThere;
    }

    public void RemoveFirst()
    {
        if (_chunks.TryDequeue(out var chunk))
        {
            Interlocked.Add(ref _bytes, -chunk.Length);
        }
    }
}
