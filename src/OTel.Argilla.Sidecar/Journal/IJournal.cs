namespace OTel.Argilla.Sidecar.Journal;

/// <summary>
/// What the sidecar must not forget, in one file: the GenAI spans and log records of open traces, and the place of all other spans, in chunks of up to some tens of
/// kilobytes. One writer commits whatever has gathered while it committed before. Changes take effect in the order in which they were asked for, so that what is
/// there after a crash is what was there at one moment.
/// </summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal interface IJournal
{
    /// <summary>The id of a chunk to come; ids grow, and none is given twice, after a restart either.</summary>
    long NextChunkId();

    /// <summary>Keeps the chunks of a request: after it has ended, with <see cref="JournalAnswer.IsKept"/>, a crash does not lose them. Never throws.</summary>
    ValueTask<JournalAnswer> AppendAsync(IReadOnlyList<JournalChunk> chunks);

    /// <summary>These items of a chunk are of no use any more, by their numbers within it (a bit each); replaces what was said of it before.</summary>
    void Settle(long chunkId, ReadOnlySpan<byte> items);

    /// <summary>Nothing in the chunk is of use any more.</summary>
    void Delete(long chunkId);

    /// <summary>Reads a chunk that was kept.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    byte[] Read(long chunkId);

    /// <summary>What an earlier process has left, in the order in which it came. Called once, before anything is settled or deleted.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    IEnumerable<StoredChunk> ReadAll();
}
