namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>How reading a body went.</summary>
internal enum BodyOutcome
{
    Complete,

    /// <summary>There is more than may be.</summary>
    TooLarge,

    /// <summary>The bodies in hand take all the memory that they may.</summary>
    NoMemory,
}
