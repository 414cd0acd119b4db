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

    /// <summary>
    /// Of these chunks less is of use from now on. All of it takes effect together or not at all, since a trace may lie in several chunks, and of none may a part be
    /// found after a crash. Never throws.
    /// </summary>
    void Settle(IReadOnlyList<SettledChunk> chunks);

    /// <summary>Reads a chunk that was kept.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    byte[] Read(long chunkId);

    /// <summary>What an earlier process has left, in the order in which it came. Called before anything is settled; again when it could not be read.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    IEnumerable<StoredChunk> ReadAll();
}
