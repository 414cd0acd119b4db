namespace OTel.Argilla.Sidecar.Journal;

/// <summary>The journal cannot be used: the message says why, and what to do.</summary>
internal sealed class JournalException : Exception
{
    public JournalException(string message)
        : base(message)
    {
    }

    public JournalException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
