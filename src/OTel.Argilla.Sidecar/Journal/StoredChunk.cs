namespace OTel.Argilla.Sidecar.Journal;

/// <summary>A chunk that an earlier process has kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Settled">What of it is of no use any more, as <see cref="SettledChunk"/> said; empty when nothing was settled.</param>
internal readonly record struct StoredChunk(long Id, byte[] Content, byte[] Settled);
