namespace OTel.Argilla.Sidecar.Journal;

/// <summary>A chunk of which less is of use than before.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settled">What of it is of no use any more, a bit each; replaces what was said of it before. Null when nothing in it is of use: it is deleted.</param>
internal readonly record struct SettledChunk(long Id, byte[]? Settled);
