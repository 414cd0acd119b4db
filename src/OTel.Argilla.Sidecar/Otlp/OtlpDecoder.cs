using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Sidecar.Otlp.Json;
using OTel.Argilla.Sidecar.Otlp.Protobuf;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>
/// Reads export requests straight from their bytes, without an object model in between. In one pass every span gives its ids, times and status, and
/// the names of its attributes tell whether it is GenAI. Such a span keeps its bytes, which are checked here and decoded when they are needed.
/// </summary>
internal static class OtlpDecoder
{
    static OtlpDecoder() => DialectCatalog.DefineKeys();

    /// <summary>Decodes a whole request into the batch.</summary>
    /// <param name="request">The body, decompressed. Spans point into it.</param>
    /// <param name="format">The encoding.</param>
    /// <param name="signal">Traces or logs.</param>
    /// <param name="batch">Receives what it holds; after an error, nothing more than before.</param>
    /// <exception cref="OtlpException">It is no such request.</exception>
    public static void Decode(ReadOnlyMemory<byte> request, OtlpFormat format, OtlpSignal signal, OtlpBatch batch)
    {
        var mark = new Mark(batch);
        try
        {
            switch (format, signal)
            {
                case (OtlpFormat.Protobuf, OtlpSignal.Traces):
                    ProtoTraces.Read(request, batch);
                    break;
                case (OtlpFormat.Protobuf, OtlpSignal.Logs):
                    ProtoLogs.Read(request, batch);
                    break;
                case (OtlpFormat.Json, OtlpSignal.Traces):
                    JsonExport.Read(request, batch, OtlpSignal.Traces);
                    break;
                case (OtlpFormat.Json, OtlpSignal.Logs):
                    JsonExport.Read(request, batch, OtlpSignal.Logs);
                    break;
                default:
                    throw new OtlpException("metrics are not decoded", 0);
            }
        }
        catch (OtlpException)
        {
            mark.Restore(batch);
            throw;
        }
    }

    /// <summary>How much a batch held before a request that turned out to be none.</summary>
    internal readonly struct Mark(OtlpBatch batch)
    {
        private readonly int _spans = batch.Spans.Count;
        private readonly int _links = batch.Links.Count;
        private readonly int _logs = batch.Logs.Count;
        private readonly int _otherLogs = batch.OtherLogs;
        private readonly int _withoutId = batch.SpansWithoutId;

        public int FirstSpan => _spans;

        public void Restore(OtlpBatch batch)
        {
            RestoreSpans(batch);
            RestoreLogs(batch);
        }

        public void RestoreSpans(OtlpBatch batch)
        {
            batch.Spans.RemoveRange(_spans, batch.Spans.Count - _spans);
            batch.Links.RemoveRange(_links, batch.Links.Count - _links);
            batch.SpansWithoutId = _withoutId;
        }

        public void RestoreLogs(OtlpBatch batch)
        {
            batch.Logs.RemoveRange(_logs, batch.Logs.Count - _logs);
            batch.OtherLogs = _otherLogs;
        }
    }
}
