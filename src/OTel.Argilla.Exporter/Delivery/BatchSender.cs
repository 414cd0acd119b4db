using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Brings one batch to its end: delivered, or its bad records set aside and the others delivered, or given back in an outage.</summary>
internal sealed class BatchSender
{
    private readonly RecordsRequest _request;
    private readonly FailureJudge _judge;
    private readonly DestinationSource _source;
    private readonly Outcomes _outcomes;
    private readonly RetryPause _pause;
    private readonly Func<int, bool> _givesUpAfter;
    private int _delivered;

    /// <param name="request">Sends records.</param>
    /// <param name="judge">Tells outages from bad records.</param>
    /// <param name="source">The dataset.</param>
    /// <param name="outcomes">Where the end of a record is told.</param>
    /// <param name="pause">The wait between tries.</param>
    /// <param name="givesUpAfter">Whether records of an outage are given back after so many tries; else they are tried for ever.</param>
    public BatchSender(
        RecordsRequest request, FailureJudge judge, DestinationSource source, Outcomes outcomes, RetryPause pause, Func<int, bool> givesUpAfter)
    {
        _request = request;
        _judge = judge;
        _source = source;
        _outcomes = outcomes;
        _pause = pause;
        _givesUpAfter = givesUpAfter;
    }

    /// <summary>The records that are left: none, or those of an outage, or those that were not acknowledged when the token was cancelled.</summary>
    public async Task<List<QueuedRecord>> DeliverAsync(List<QueuedRecord> records, CancellationToken cancellationToken)
    {
        var parts = new Stack<BatchPart>();
        parts.Push(new BatchPart(records, isolating: false));
        var deferred = new List<QueuedRecord>();
        while (parts.Count > 0)
        {
            var deliveredBefore = Volatile.Read(ref _delivered);
            var part = parts.Pop();
            var (verdict, error) = await SendAsync(part, cancellationToken).ConfigureAwait(false);
            switch (verdict)
            {
                case Verdict.Delivered:
                    _outcomes.Exported(part.Records);
                    break;
                case Verdict.RejectNamed:
                    RejectNamed(part, error!, parts);
                    break;
                case Verdict.Split when part.Records.Count > 1:
                    foreach (var half in part.Halves())
                    {
                        parts.Push(half);
                    }

                    break;
                case Verdict.Split:
                    Reject(part.Records[0], error);
                    break;
                case Verdict.Defer when Volatile.Read(ref _delivered) != deliveredBefore:
                    Reject(part.Records[0], error);
                    break;
                case Verdict.Defer:
                    deferred.AddRange(part.Records);
                    break;
                default:
                    return [.. part.Records, .. parts.SelectMany(static other => other.Records), .. deferred];
            }

            if (parts.Count == 0 && deferred.Count > 0)
            {
                DecideDeferred(records.Count, deferred, error, parts);
            }
        }

        return deferred;
    }

    /// <summary>Something of the batch got through, so those that did not are at fault; else everything is refused, and they wait.</summary>
    private void DecideDeferred(int all, List<QueuedRecord> deferred, ArgillaError? error, Stack<BatchPart> parts)
    {
        if (deferred.Count < all)
        {
            deferred.ForEach(record => Reject(record, error));
        }
        else
        {
            parts.Push(new BatchPart([.. deferred], isolating: false));
        }

        deferred.Clear();
    }

    private async Task<(Verdict Verdict, ArgillaError? Error)> SendAsync(BatchPart part, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            ArgillaError? error;
            try
            {
                var (verdict, answer) = await TryOnceAsync(part, tries, cancellationToken).ConfigureAwait(false);
                if (verdict != Verdict.Retry)
                {
                    return (verdict, answer);
                }

                error = answer;
            }
            catch (OperationCanceledException)
            {
                return (Verdict.GiveUp, null);
            }

            if (_givesUpAfter(tries) || !await _pause.WaitAsync(part.Records.Count, tries, error, cancellationToken).ConfigureAwait(false))
            {
                return (Verdict.GiveUp, error);
            }
        }
    }

    private async Task<(Verdict Verdict, ArgillaError? Error)> TryOnceAsync(BatchPart part, int tries, CancellationToken cancellationToken)
    {
        Destination destination;
        try
        {
            destination = await _source.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArgillaException exception)
        {
            return (Verdict.Retry, exception.Error);
        }

        ArgillaError? error;
        try
        {
            error = await _request.SendAsync(destination, part.Records, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A record that cannot be fitted must not hold the others.
            ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
            return (Verdict.Split, new ArgillaError(ArgillaErrorKind.Invalid) { Text = "it cannot be fitted to the dataset" });
        }

        if (error is null)
        {
            _ = Interlocked.Increment(ref _delivered);
            _source.Delivered();
            return (Verdict.Delivered, null);
        }

        var verdict = await _judge.JudgeAsync(error, destination, part.Records.Count, tries, part.Isolating, cancellationToken).ConfigureAwait(false);
        return (verdict, Readable(error, destination));
    }

    private void RejectNamed(BatchPart part, ArgillaError error, Stack<BatchPart> parts)
    {
        foreach (var position in error.BadRecords)
        {
            Reject(part.Records[position], error);
        }

        if (part.Records.Count > error.BadRecords.Count)
        {
            var bad = new HashSet<int>(error.BadRecords);
            parts.Push(new BatchPart([.. part.Records.Where((_, position) => !bad.Contains(position))], part.Isolating));
        }
    }

    private void Reject(QueuedRecord record, ArgillaError? error) =>
        _outcomes.Rejected(record, error is { Text.Length: > 0 } ? $"{error}: {error.Text}" : error?.ToString() ?? string.Empty);

    /// <summary>The error with a text that may be shown.</summary>
    private static ArgillaError Readable(ArgillaError error, Destination destination) => error.Text.Length == 0
        ? error
        : new ArgillaError(error.Kind, error.Status)
        {
            Text = ReasonText.Redact(error.Text, destination.IsName),
            FaultType = error.FaultType,
            BadRecords = error.BadRecords,
            RetryAfter = error.RetryAfter,
        };
}
