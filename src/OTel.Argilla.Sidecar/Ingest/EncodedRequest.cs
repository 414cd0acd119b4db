using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Ingest;

/// <summary>What is to be kept of a request.</summary>
/// <param name="Chunks">Nothing, when it held nothing of use.</param>
/// <param name="Items">All spans or log records that it held.</param>
/// <param name="SpansWithoutId">Those that nothing can be done with.</param>
internal readonly record struct EncodedRequest(JournalChunk[] Chunks, int Items, int SpansWithoutId);
