namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>What a chunk holds.</summary>
/// <param name="Array">Its items, from the beginning; not to be changed.</param>
/// <param name="Length">How much of the array they take.</param>
/// <param name="StoredLength">How much of the journal they take.</param>
internal readonly record struct ChunkContent(byte[] Array, int Length, int StoredLength);
