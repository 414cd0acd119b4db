using System.Collections.Concurrent;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Serving.Assembling;

namespace OTel.Argilla.Sidecar.Ingest;

/// <summary>
/// Keeps what requests hold in the journal before it answers that they are accepted, and hands it to the assembler then. The places of spans that are not GenAI
/// are kept in the same way: without them a call of one service and the agent of another that it is a part of would give two records after a crash.
/// </summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class JournaledIngest : IIngestService
{
    private static readonly TimeSpan WhenBehind = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenNotKept = TimeSpan.FromSeconds(5);

    private readonly ConcurrentBag<RequestEncoder> _encoders = [];
    private readonly IJournal _journal;
    private readonly ChunkCache _cache;
    private readonly ChunkQueue _queue;
    private readonly Action _wake;
    private readonly Func<TraceId, bool> _accepts;
    private readonly ExporterMetrics _metrics;
    private int _waiting;
    private volatile bool _isStopped;

    /// <param name="journal">Keeps what comes.</param>
    /// <param name="cache">Gets what was kept, since it is read soon.</param>
    /// <param name="queue">What the assembler takes in.</param>
    /// <param name="wake">Tells the assembler that there is something.</param>
    /// <param name="accepts">Which traces are looked at.</param>
    /// <param name="metrics">Counts GenAI spans that are not looked at.</param>
    public JournaledIngest(IJournal journal, ChunkCache cache, ChunkQueue queue, Action wake, Func<TraceId, bool> accepts, ExporterMetrics metrics)
    {
        _journal = journal;
        _cache = cache;
        _queue = queue;
        _wake = wake;
        _accepts = accepts;
        _metrics = metrics;
    }

    /// <summary>Asked before anything else: a reason to refuse whatever comes, and what to do about it; null when there is none.</summary>
    public Func<string?>? Problem { get; init; }

    /// <summary>How many requests wait to be kept.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public ValueTask<IngestResult> IngestAsync(OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (Refuse() is { } refused)
        {
            return new(refused);
        }

        EncodedRequest request;
        try
        {
            request = Encode(signal, format, body);
        }
        catch (OtlpException exception)
        {
            return new(new IngestResult(IngestStatus.Malformed, Message: exception.Message));
        }

        if (request.Chunks.Length == 0)
        {
            return new(Answer(request));
        }

        // What was begun is brought to its end although nobody waits for it any more: the journal keeps it, so it must be handed over.
        var kept = KeepAsync(request);
        return kept.IsCompleted || !cancellationToken.CanBeCanceled ? kept : new(kept.AsTask().WaitAsync(cancellationToken));
    }

    /// <summary>Takes nothing from now on.</summary>
    public void Stop() => _isStopped = true;

    private static IngestResult Answer(in EncodedRequest request) => new(
        IngestStatus.Accepted,
        request.SpansWithoutId,
        request.SpansWithoutId == 0 ? null : $"{request.SpansWithoutId} spans have no trace id or no span id and were left out; all others are kept.",
        Items: request.Items);

    private IngestResult? Refuse() =>
        _isStopped ? Unavailable("The sidecar is stopping: send the request again.", WhenBehind)
        : Problem?.Invoke() is { } problem ? Unavailable(problem, WhenNotKept)
        : _queue.IsFull ? Unavailable("More spans come than can be assembled: send the request again. When this goes on, run more sidecars.", WhenBehind)
        : null;

    private static IngestResult Unavailable(string problem, TimeSpan retryAfter) => new(IngestStatus.Unavailable, Message: problem, RetryAfter: retryAfter);

    private EncodedRequest Encode(OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body)
    {
        if (!_encoders.TryTake(out var encoder))
        {
            encoder = new RequestEncoder(_journal, _cache);
        }

        try
        {
            return encoder.Encode(body, format, signal, _accepts, _metrics);
        }
        finally
        {
            if (encoder.IsReusable)
            {
                _encoders.Add(encoder);
            }
        }
    }

    private async ValueTask<IngestResult> KeepAsync(EncodedRequest request)
    {
        _ = Interlocked.Increment(ref _waiting);
        var answer = await _journal.AppendAsync(request.Chunks).ConfigureAwait(false);
        _ = Interlocked.Decrement(ref _waiting);
        if (!answer.IsKept)
        {
            return Unavailable(answer.Problem ?? "The journal takes nothing at the moment: send the request again.", WhenNotKept) with { Items = request.Items };
        }

        foreach (var chunk in request.Chunks)
        {
            _cache.Add(chunk.Id, chunk.Content);
            _queue.Add(chunk.Id, chunk.Content.Count);
        }

        _wake();
        return Answer(request);
    }
}
