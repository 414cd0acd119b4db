namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// What speaks against a record that was refused in a request where nothing else was taken either. One such refusal proves nothing: the server
/// may refuse everything. A further one counts only when Argilla has taken other records since the last that counted.
/// </summary>
internal sealed class Suspicion
{
    /// <summary>Refusals, with records of others taken between each two of them, after which the record is taken to be at fault.</summary>
    private const int Enough = 3;

    private readonly int _refusals;
    private readonly long _accepted;

    private Suspicion(int refusals, long accepted)
    {
        _refusals = refusals;
        _accepted = accepted;
    }

    public bool IsProven => _refusals >= Enough;

    /// <summary>The suspicion after one more refusal.</summary>
    /// <param name="before">The one until now.</param>
    /// <param name="accepted">How many requests Argilla has taken so far.</param>
    public static Suspicion After(Suspicion? before, long accepted) =>
        before is null ? new(1, accepted)
        : accepted > before._accepted ? new(before._refusals + 1, accepted)
        : before;
}
