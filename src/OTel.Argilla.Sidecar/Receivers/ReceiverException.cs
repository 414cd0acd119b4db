namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>The receivers cannot start: the message says why, and what to do.</summary>
internal sealed class ReceiverException : Exception
{
    public ReceiverException(string message)
        : base(message)
    {
    }

    public ReceiverException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
