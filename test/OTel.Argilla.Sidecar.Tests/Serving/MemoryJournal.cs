using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>A journal without a disk. It can crash: then what was kept is there, and of what was settled since the last request a random part.</summary>
internal sealed class MemoryJournal : IJournal
{
    private readonly Lock _lock = new();
    private readonly List<Action<SortedDictionary<long, (byte[] Content, byte[] Settled)>>> _uncertain = [];
    private readonly SortedDictionary<long, (byte[] Content, byte[] Settled)> _chunks = [];
    private readonly SortedDictionary<long, (byte[] Content, byte[] Settled)> _certain = [];
    private long _lastId;

    /// <summary>Why it takes nothing; null when it does.</summary>
    public string? Problem { get; set; }

    /// <summary>Reading fails.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>After so many chunks reading what an earlier process has left fails once.</summary>
    public int ReadableChunks { get; set; } = int.MaxValue;

    public int Reads { get; private set; }

    public int Chunks
    {
        get
        {
            lock (_lock)
            {
                return _chunks.Count;
            }
        }
    }

    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _chunks.Values.Sum(static chunk => (long)chunk.Content.Length);
            }
        }
    }

    /// <summary>The journal of the next process.</summary>
    public MemoryJournal Crash(Random random)
    {
        lock (_lock)
        {
            var next = new MemoryJournal { _lastId = _lastId };
            foreach (var (id, chunk) in _certain)
            {
                next._chunks.Add(id, chunk);
            }

            foreach (var change in _uncertain.Take(random.Next(_uncertain.Count + 1)))
            {
                change(next._chunks);
            }

            foreach (var (id, chunk) in next._chunks)
            {
                next._certain.Add(id, chunk);
            }

            return next;
        }
    }

    public long NextChunkId() => Interlocked.Increment(ref _lastId);

    public ValueTask<JournalAnswer> AppendAsync(IReadOnlyList<JournalChunk> chunks)
    {
        lock (_lock)
        {
            if (Problem is not null)
            {
                return new(new JournalAnswer(IsKept: false, Problem));
            }

            // In the order asked for: all that was asked for before is certain now.
            foreach (var change in _uncertain)
            {
                change(_certain);
            }

            _uncertain.Clear();
            foreach (var chunk in chunks)
            {
                _chunks.Add(chunk.Id, (chunk.Content.ToArray(), []));
                _certain.Add(chunk.Id, _chunks[chunk.Id]);
            }

            return new(new JournalAnswer(IsKept: true));
        }
    }

    public void Settle(IReadOnlyList<SettledChunk> chunks)
    {
        lock (_lock)
        {
            _uncertain.Add(Change);
            Change(_chunks);
        }

        void Change(SortedDictionary<long, (byte[] Content, byte[] Settled)> all)
        {
            foreach (var chunk in chunks)
            {
                if (chunk.Settled is null)
                {
                    all.Remove(chunk.Id);
                }
                else if (all.TryGetValue(chunk.Id, out var known))
                {
                    all[chunk.Id] = known with { Settled = chunk.Settled };
                }
            }
        }
    }

    public byte[] Read(long chunkId)
    {
        lock (_lock)
        {
            Reads++;
            return !IsUnreadable && _chunks.TryGetValue(chunkId, out var chunk) ? [.. chunk.Content] : throw new JournalException($"chunk {chunkId} cannot be read");
        }
    }

    public IEnumerable<StoredChunk> ReadAll()
    {
        StoredChunk[] chunks;
        lock (_lock)
        {
            chunks = [.. _chunks.Select(static chunk => new StoredChunk(chunk.Key, [.. chunk.Value.Content], chunk.Value.Settled))];
        }

        foreach (var chunk in chunks)
        {
            if (ReadableChunks-- == 0)
            {
                ReadableChunks = int.MaxValue;
                throw new JournalException("the disk does not answer");
            }

            yield return chunk;
        }
    }
}
