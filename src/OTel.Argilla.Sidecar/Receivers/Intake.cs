using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Answers;
using OTel.Argilla.Sidecar.Receivers.Bodies;
using OTel.Argilla.Sidecar.Receivers.Forwarding;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>What both protocols do with a body that they have: hand it on, and turn whatever comes of it into an answer.</summary>
internal sealed class Intake(IIngestService ingest, Forwarder? forwarder, ILogger logger)
{
    private readonly RefusedBodies _refused = new();
    private int _metricsSaid;

    /// <summary>Takes a request. Does not throw, but for the caller's cancellation.</summary>
    /// <param name="signal">What it exports.</param>
    /// <param name="format">Its encoding.</param>
    /// <param name="body">The body. The caller releases it.</param>
    /// <param name="cancellationToken">The client has left, or its deadline has passed.</param>
    public async ValueTask<Answer> TakeAsync(OtlpSignal signal, OtlpFormat format, ReceivedBody body, CancellationToken cancellationToken)
    {
        var isSentOn = forwarder is not null && (_refused.Remove(body.Content.Content.Span) || forwarder.Offer(signal, format, body.Coding, body.Wire.Span));
        if (signal == OtlpSignal.Metrics)
        {
            return AnswerMetrics(isSentOn);
        }

        try
        {
            var answer = Answer.Of(await ingest.IngestAsync(signal, format, body.Content.Content, cancellationToken));
            RememberIf(isSentOn && answer.RetryAfter is not null, body);
            return answer;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            RememberIf(isSentOn, body);
            ReceiverLog.Unexpected(logger, exception);
            return Answer.Unavailable("The request could not be kept. The sidecar's log says why.");
        }
        catch (OperationCanceledException)
        {
            RememberIf(isSentOn, body);
            throw;
        }
    }

    private Answer AnswerMetrics(bool isSentOn)
    {
        if (forwarder is not null)
        {
            return isSentOn ? Answer.Accepted : Answer.Unavailable("Too much waits for the next OTLP receiver.");
        }

        if (Interlocked.Exchange(ref _metricsSaid, 1) == 0)
        {
            ReceiverLog.MetricsDropped(logger);
        }

        return Answer.Accepted;
    }

    /// <summary>The client sends it again.</summary>
    private void RememberIf(bool isSentOn, ReceivedBody body)
    {
        if (isSentOn)
        {
            _refused.Add(body.Content.Content.Span);
        }
    }
}
