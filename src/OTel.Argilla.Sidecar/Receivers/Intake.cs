using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Answers;
using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>What both protocols do with a body that they have: hand it on, and turn whatever comes of it into an answer.</summary>
internal sealed class Intake(IIngestService ingest, ILogger logger)
{
    private int _metricsSaid;

    /// <summary>Takes a request. Does not throw, but for the caller's cancellation.</summary>
    /// <param name="signal">What it exports.</param>
    /// <param name="format">Its encoding.</param>
    /// <param name="body">The body, decompressed. The caller releases it.</param>
    /// <param name="cancellationToken">The client has left, or its deadline has passed.</param>
    public async ValueTask<Answer> TakeAsync(OtlpSignal signal, OtlpFormat format, BodyBuffer body, CancellationToken cancellationToken)
    {
        if (signal == OtlpSignal.Metrics)
        {
            if (Interlocked.Exchange(ref _metricsSaid, 1) == 0)
            {
                ReceiverLog.MetricsDropped(logger);
            }

            return Answer.Accepted;
        }

        try
        {
            return Answer.Of(await ingest.IngestAsync(signal, format, body.Content, cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            ReceiverLog.Unexpected(logger, exception);
            return Answer.Unavailable("The request could not be kept. The sidecar's log says why.");
        }
    }
}
