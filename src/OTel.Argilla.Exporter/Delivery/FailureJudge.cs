using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Tells an outage, where records wait, from a request that is refused for what is in it. Most failures can be either: on PostgreSQL one bad value
/// is a 500 for the whole request, on every try. So when one stays, the dataset itself is asked; if it answers, Argilla is there and
/// refuses the request. Whether a record is at fault is not decided here.
/// </summary>
/// <remarks>Holds no state; may be used by several batches at once.</remarks>
internal sealed class FailureJudge
{
    private readonly ArgillaApi _api;

    public FailureJudge(ArgillaApi api) => _api = api;

    /// <param name="error">What the request for records ended with.</param>
    /// <param name="destination">Where it went.</param>
    /// <param name="records">How many records it held.</param>
    /// <param name="tries">How often these very records were tried.</param>
    /// <param name="enough">After how many tries a failure counts as lasting.</param>
    /// <param name="isGivingUp">Whether an outage would end the tries now.</param>
    /// <param name="cancellationToken">Ends the question to the dataset.</param>
    public async Task<Verdict> JudgeAsync(
        ArgillaError error, Destination destination, int records, int tries, int enough, bool isGivingUp, CancellationToken cancellationToken)
    {
        switch (error.Kind)
        {
            case ArgillaErrorKind.Invalid:
                return error.BadRecords.Count > 0 && error.BadRecords[error.BadRecords.Count - 1] < records ? Verdict.RejectNamed : Verdict.Refused;

            case ArgillaErrorKind.Unauthorized or ArgillaErrorKind.Forbidden or ArgillaErrorKind.NotFound or ArgillaErrorKind.Conflict:
                // The key, the rights or the dataset changed; looking for the dataset again says which.
                return Verdict.LookAgain;

            case ArgillaErrorKind.Throttled:
                return Verdict.Retry;

            default:
                // Nothing is concluded, not even an outage, before the dataset was asked.
                if ((tries < enough && !isGivingUp) || IsPassing(error)
                    || await _api.ProbeAsync(destination.Dataset.Id, cancellationToken).ConfigureAwait(false) is not null)
                {
                    return Verdict.Retry;
                }

                return tries < enough ? Verdict.Insist : Verdict.Refused;
        }
    }

    /// <summary>The database is locked or away: no record is at fault.</summary>
    private static bool IsPassing(ArgillaError error) =>
        error.FaultType is "sqlalchemy.exc.OperationalError" or "sqlalchemy.exc.TimeoutError" or "sqlalchemy.exc.InterfaceError";
}
