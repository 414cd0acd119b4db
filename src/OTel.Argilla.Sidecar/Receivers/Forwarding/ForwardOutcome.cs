namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>What the next receiver made of a request.</summary>
/// <param name="Kind">Whether to go on.</param>
/// <param name="Reason">Its answer in a few words; nothing that it wrote.</param>
/// <param name="RetryAfter">When it wants to see the request again.</param>
internal readonly record struct ForwardOutcome(ForwardOutcomeKind Kind, string Reason = "", TimeSpan? RetryAfter = null)
{
    public static ForwardOutcome Sent => new(ForwardOutcomeKind.Sent);
}
