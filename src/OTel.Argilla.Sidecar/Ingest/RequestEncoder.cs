using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Serving.Assembling;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Ingest;

/// <summary>
/// Decodes a request and writes what is of use into chunks: GenAI spans first, then log records, then the places of all other spans, so that of a trace that is
/// touched by a chunk nothing is let go before the chunk is taken in. Reused; of one thread at a time.
/// </summary>
/// <param name="journal">Gives chunks their ids.</param>
/// <param name="cache">Gives the room for them.</param>
internal sealed class RequestEncoder(IJournal journal, ChunkCache cache)
{
    private const int ChunkSize = 48 * 1024;

    /// <summary>After a request with more spans than this it is not reused: most are far smaller.</summary>
    private const int MostReused = 16 * 1024;

    private readonly OtlpBatch _batch = new();
    private readonly ItemWriter _writer = new(ChunkSize, keepsResources: true);
    private readonly List<JournalChunk> _chunks = [];
    private readonly byte[] _packed = new byte[ChunkPacking.MostOf(ChunkSize)];

    /// <summary>False when it holds so much memory that another one should take its place.</summary>
    public bool IsReusable => _batch.Links.Capacity + _batch.Spans.Capacity + _batch.Logs.Capacity <= MostReused;

    /// <summary>Encodes a whole request.</summary>
    /// <param name="body">The body; not used afterwards.</param>
    /// <param name="format">Its encoding.</param>
    /// <param name="signal">Traces or logs.</param>
    /// <param name="accepts">Which traces are looked at.</param>
    /// <param name="metrics">Counts the GenAI spans of all others.</param>
    /// <exception cref="OtlpException">It is no such request.</exception>
    public EncodedRequest Encode(
        ReadOnlyMemory<byte> body, OtlpFormat format, OtlpSignal signal, Func<TraceId, bool> accepts, ExporterMetrics metrics)
    {
        _chunks.Clear();
        _batch.Clear();
        _writer.Clear();
        OtlpDecoder.Decode(body, format, signal, _batch);
        foreach (var span in _batch.Spans)
        {
            if (accepts(span.TraceId))
            {
                MakeRoom(ItemWriter.MostOf(span));
                _writer.Add(span);
            }
            else
            {
                metrics.SpanSkipped(ExporterMetrics.Sampling);
            }
        }

        foreach (var log in _batch.Logs)
        {
            if (log.TraceId.IsDefault || accepts(log.TraceId))
            {
                MakeRoom(ItemWriter.MostOf(log));
                _writer.Add(log);
            }
        }

        foreach (var link in _batch.Links)
        {
            if (accepts(link.TraceId))
            {
                MakeRoom(ItemWriter.MostFixed);
                _writer.Add(link);
            }
        }

        EndChunk();
        var encoded = new EncodedRequest(
            [.. _chunks], _batch.Spans.Count + _batch.Links.Count + _batch.Logs.Count + _batch.OtherLogs + _batch.SpansWithoutId, _batch.SpansWithoutId);

        // Spans point into the request, whose bytes are somebody else's by then.
        _batch.Clear();
        _chunks.Clear();
        return encoded;
    }

    private void MakeRoom(int bytes)
    {
        if (_writer.Length > 0 && _writer.Length + bytes > ChunkSize)
        {
            EndChunk();
        }
    }

    private void EndChunk()
    {
        if (_writer.Length > 0)
        {
            _chunks.Add(new JournalChunk(journal.NextChunkId(), cache.Rent(Pack(_writer.Written))));
            _writer.Clear();
        }
    }

    private ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> items)
    {
        // A single span can be longer than a chunk should be: the room for it is not kept.
        var target = items.Length <= ChunkSize ? _packed : new byte[ChunkPacking.MostOf(items.Length)];
        return target.AsSpan(0, ChunkPacking.Pack(items, target));
    }
}
