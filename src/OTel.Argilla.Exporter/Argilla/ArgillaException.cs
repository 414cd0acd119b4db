namespace OTel.Argilla.Exporter.Argilla;

/// <summary>A call that prepares delivery failed. It never leaves the delivery loop.</summary>
internal sealed class ArgillaException : InvalidOperationException
{
    public ArgillaException(ArgillaError error)
        : base(error.ToString()) => Error = error;

    /// <summary>Nothing failed, but what was found cannot be used; the message says what to change.</summary>
    public ArgillaException(string advice, ArgillaError? error = null)
        : base(advice)
    {
        IsAdvice = true;
        Error = error;
    }

    public ArgillaError? Error { get; }

    /// <summary>Whether the message is written for the user.</summary>
    public bool IsAdvice { get; }
}
