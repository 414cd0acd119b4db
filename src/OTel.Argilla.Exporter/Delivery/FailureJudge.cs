using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Tells an outage, where records wait, from a bad record, which is set aside. A 500 can be either: on PostgreSQL one bad value is a 500 for
/// the whole request, on every try. So when it stays, the dataset itself is asked; if it answers, the records are at fault.
/// </summary>
internal sealed class FailureJudge
{
    private const int TriesBeforeDoubt = 3;

    private readonly ArgillaApi _api;
    private readonly DestinationSource _source;

    public FailureJudge(ArgillaApi api, DestinationSource source)
    {
        _api = api;
        _source = source;
    }

    /// <param name="error">What the request for records ended with.</param>
    /// <param name="destination">Where it went.</param>
    /// <param name="records">How many records it held.</param>
    /// <param name="tries">How often these very records were tried.</param>
    /// <param name="isolating">Whether they are a part of a request that failed.</param>
    /// <param name="cancellationToken">Ends the question to the dataset.</param>
    public async Task<Verdict> JudgeAsync(
        ArgillaError error, Destination destination, int records, int tries, bool isolating, CancellationToken cancellationToken)
    {
        switch (error.Kind)
        {
            case ArgillaErrorKind.Invalid:
                return error.BadRecords.Count > 0 && error.BadRecords[error.BadRecords.Count - 1] < records ? Verdict.RejectNamed : Verdict.Split;

            case ArgillaErrorKind.Unauthorized or ArgillaErrorKind.Forbidden or ArgillaErrorKind.NotFound or ArgillaErrorKind.Conflict:
                // The key, the rights or the dataset changed; looking for the dataset again says which.
                _source.Forget();
                if (tries > 1)
                {
                    _source.Blocked($"Argilla refuses to take records into the dataset {destination.Dataset.Name} ({error}).");
                }

                return Verdict.Retry;

            case ArgillaErrorKind.ServerFault or ArgillaErrorKind.NotArgilla or ArgillaErrorKind.TimedOut:
                return await DoubtAsync(error, destination, records, tries, isolating, cancellationToken).ConfigureAwait(false);

            default:
                return Verdict.Retry;
        }
    }

    private async Task<Verdict> DoubtAsync(
        ArgillaError error, Destination destination, int records, int tries, bool isolating, CancellationToken cancellationToken)
    {
        var enough = !isolating ? TriesBeforeDoubt : records > 1 ? 1 : 2;
        if (tries < enough || IsPassing(error) || await _api.ProbeAsync(destination.Dataset.Id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return Verdict.Retry;
        }

        if (records > 1)
        {
            return Verdict.Split;
        }

        // A lone record proves nothing about a proxy that refuses every record, or about a slow server.
        return error.Kind switch
        {
            ArgillaErrorKind.ServerFault => Verdict.Split,
            ArgillaErrorKind.NotArgilla => Verdict.Defer,
            _ => Verdict.Retry,
        };
    }

    /// <summary>The database is locked or away: no record is at fault.</summary>
    private static bool IsPassing(ArgillaError error) =>
        error.FaultType is "sqlalchemy.exc.OperationalError" or "sqlalchemy.exc.TimeoutError" or "sqlalchemy.exc.InterfaceError";
}
