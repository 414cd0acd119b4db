using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Brings one batch to its end: delivered, its bad records set aside and the others delivered, or given back.</summary>
/// <remarks>Threading: holds no state of a batch; several may be carried at once.</remarks>
internal sealed class BatchSender
{
    /// <summary>Tries after which a failure counts as lasting.</summary>
    public const int EnoughTries = 3;

    private readonly PartSender _parts;
    private readonly Outcomes _outcomes;
    private readonly TroubleLog _troubles;
    private readonly Func<double> _random;

    public BatchSender(PartSender parts, Outcomes outcomes, TroubleLog troubles, Func<double> random)
    {
        _parts = parts;
        _outcomes = outcomes;
        _troubles = troubles;
        _random = random;
    }

    /// <summary>What is left: nothing, or records of an outage, or records that are refused without proof.</summary>
    public async Task<BatchResult> DeliverAsync(List<QueuedRecord> records, CancellationToken cancellationToken)
    {
        var look = new FreshLook();
        while (records.Count > 0)
        {
            var (verdict, error) = await _parts.SendAsync(records, EnoughTries, look, cancellationToken).ConfigureAwait(false);
            switch (verdict)
            {
                case Verdict.Delivered:
                    _outcomes.Exported(records);
                    return BatchResult.Done;
                case Verdict.RejectNamed:
                    records = RejectNamed(records, error!);
                    break;
                case Verdict.Refused when records.Count == 1:
                    return Suspect(records, error);
                case Verdict.Refused:
                    return await IsolateAsync(records, error, look, cancellationToken).ConfigureAwait(false);
                default:
                    return new(records, []);
            }
        }

        return BatchResult.Done;
    }

    private async Task<BatchResult> IsolateAsync(List<QueuedRecord> records, ArgillaError? error, FreshLook look, CancellationToken cancellationToken)
    {
        var isolation = new Isolation(_parts, look, RejectNamed, _random);
        var result = await isolation.RunAsync(records, cancellationToken).ConfigureAwait(false);
        _outcomes.Exported(isolation.Delivered);
        foreach (var (record, reason) in isolation.Guilty)
        {
            _outcomes.Rejected(record, Reason(reason));
        }

        if (result.Suspects.Count == 0)
        {
            return result;
        }

        _troubles.Say(Advice.RefusesEverything(error));
        return Suspect(result.Suspects, error);
    }

    /// <summary>Nothing of the request was taken: each of its records is under suspicion, and rejected only where that is proven.</summary>
    private BatchResult Suspect(List<QueuedRecord> records, ArgillaError? error)
    {
        var suspects = new List<QueuedRecord>(records.Count);
        foreach (var record in records)
        {
            var suspicion = Suspicion.After(record.Suspicion, _parts.Accepted);
            if (records.Count == 1 && suspicion.IsProven)
            {
                _outcomes.Rejected(record, Reason(error));
                continue;
            }

            if (record.Suspicion is null)
            {
                ArgillaEventSource.Log.RecordSuspected(record.ExternalId, Reason(error));
            }

            suspects.Add(record.With(suspicion));
        }

        return new([], suspects);
    }

    /// <summary>Argilla itself says which records are bad; gives the others back.</summary>
    private List<QueuedRecord> RejectNamed(List<QueuedRecord> records, ArgillaError error)
    {
        foreach (var position in error.BadRecords)
        {
            _outcomes.Rejected(records[position], Reason(error));
        }

        var bad = new HashSet<int>(error.BadRecords);
        return [.. records.Where((_, position) => !bad.Contains(position))];
    }

    private static string Reason(ArgillaError? error) =>
        error is { Text.Length: > 0, Status: > 0 } ? $"{error}: {error.Text}" : error?.ToString() ?? string.Empty;
}
