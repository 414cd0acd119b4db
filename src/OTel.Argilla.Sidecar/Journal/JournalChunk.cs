namespace OTel.Argilla.Sidecar.Journal;

/// <summary>A chunk to be kept.</summary>
/// <param name="Id">Its id, by <see cref="IJournal.NextChunkId"/>.</param>
/// <param name="Content">What it holds; not changed any more.</param>
internal readonly record struct JournalChunk(long Id, ArraySegment<byte> Content);
