using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Sends records in one request, again and again as long as the failure looks passing.</summary>
/// <remarks>Threading: holds no state of a request; several batches may use it at once.</remarks>
internal sealed class PartSender
{
    /// <summary>After so many failed tries an outage is said; shorter ones are normal.</summary>
    private const int TriesBeforeSaying = 3;

    private readonly RecordsRequest _request;
    private readonly FailureJudge _judge;
    private readonly DestinationSource _source;
    private readonly RetryPause _pause;
    private readonly OutageState _state;
    private readonly Func<int, bool> _givesUpAfter;
    private long _accepted;

    /// <param name="request">Sends records.</param>
    /// <param name="judge">Tells outages from refusals.</param>
    /// <param name="source">The dataset.</param>
    /// <param name="pause">The wait between tries.</param>
    /// <param name="state">Told when a request is taken.</param>
    /// <param name="givesUpAfter">Whether records of an outage are given back after so many tries; else they are tried for ever.</param>
    public PartSender(
        RecordsRequest request, FailureJudge judge, DestinationSource source, RetryPause pause, OutageState state, Func<int, bool> givesUpAfter)
    {
        _request = request;
        _judge = judge;
        _source = source;
        _pause = pause;
        _state = state;
        _givesUpAfter = givesUpAfter;
    }

    /// <summary>How many requests Argilla has taken so far.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Ends with <see cref="Verdict.Delivered"/>, <see cref="Verdict.RejectNamed"/>, <see cref="Verdict.Refused"/> or <see cref="Verdict.GiveUp"/>; never throws.</summary>
    /// <param name="records">The records.</param>
    /// <param name="enough">After how many tries a failure counts as lasting.</param>
    /// <param name="look">Whether the dataset was looked at anew since a request of the batch was refused.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(Verdict Verdict, ArgillaError? Error)> SendAsync(
        List<QueuedRecord> records, int enough, FreshLook look, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var (verdict, error) = (Verdict.Retry, (ArgillaError?)null);
            try
            {
                (verdict, error) = await TryOnceAsync(records, tries, enough, cancellationToken).ConfigureAwait(false);
                if (verdict is Verdict.LookAgain or Verdict.RejectNamed or Verdict.Refused && look.Take())
                {
                    // What is known of the dataset may be old: then good records do not fit it.
                    _source.Forget();
                    continue;
                }
            }
            catch (OperationCanceledException)
            {
                return (Verdict.GiveUp, null);
            }

            if (verdict is Verdict.Delivered or Verdict.RejectNamed or Verdict.Refused)
            {
                return (verdict, error);
            }

            if (verdict == Verdict.LookAgain)
            {
                _source.Forget();
            }

            if ((verdict != Verdict.Insist && _givesUpAfter(tries))
                || !await _pause.WaitAsync(records.Count, tries, error, cancellationToken).ConfigureAwait(false))
            {
                return (Verdict.GiveUp, error);
            }
        }
    }

    private async Task<(Verdict Verdict, ArgillaError? Error)> TryOnceAsync(
        List<QueuedRecord> records, int tries, int enough, CancellationToken cancellationToken)
    {
        Destination destination;
        try
        {
            destination = await _source.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArgillaException exception)
        {
            _state.Heard(exception.Error);
            return (Verdict.Retry, exception.Error);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever was met while looking for the dataset, the records are not at fault.
            ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
            return (Verdict.Retry, null);
        }

        ArgillaError? error;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            error = await _request.SendAsync(destination, records, cancellationToken).ConfigureAwait(false);
            _state.Heard(error);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A record that cannot be fitted must not hold the others.
            ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
            return (Verdict.Refused, new ArgillaError(ArgillaErrorKind.Invalid) { Text = "it cannot be fitted to the dataset" });
        }

        if (error is null)
        {
            _ = Interlocked.Increment(ref _accepted);
            _state.WasAccepted();
            _source.Troubles.Over();
            return (Verdict.Delivered, null);
        }

        var verdict = await _judge.JudgeAsync(error, destination, records.Count, tries, enough, _givesUpAfter(tries), cancellationToken).ConfigureAwait(false);
        if (tries >= TriesBeforeSaying && verdict is Verdict.Retry or Verdict.LookAgain)
        {
            _source.Troubles.Say(Advice.NotTaken(destination.Dataset.Name, error));
        }

        return (verdict, error.WithText(ReasonText.Redact(error.Text, destination.IsName)));
    }
}
