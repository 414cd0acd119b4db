using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>What a request to Argilla ended with.</summary>
internal sealed class LastAnswer
{
    private static long s_numbers;
    private readonly ArgillaErrorKind? _error;

    public LastAnswer(ArgillaError? error) => _error = error?.Kind;

    /// <summary>Of two answers the later has the higher number.</summary>
    public long Number { get; } = Interlocked.Increment(ref s_numbers);

    /// <summary>Whether it was answered, and let in; what the answer was does not matter.</summary>
    public bool IsReached => _error is not (ArgillaErrorKind.Unreachable or ArgillaErrorKind.TimedOut or ArgillaErrorKind.Unavailable
        or ArgillaErrorKind.Unauthorized or ArgillaErrorKind.Forbidden or ArgillaErrorKind.NotArgilla);
}
