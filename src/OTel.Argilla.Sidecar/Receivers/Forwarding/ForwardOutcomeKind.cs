namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>What to do after a try.</summary>
internal enum ForwardOutcomeKind
{
    Sent,
    Retry,
    Refused,
}
