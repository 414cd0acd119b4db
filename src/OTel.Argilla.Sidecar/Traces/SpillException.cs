namespace OTel.Argilla.Sidecar.Traces;

/// <summary>Temporary files cannot be written: the input is not at fault.</summary>
internal sealed class SpillException : Exception
{
    public SpillException(Exception inner)
        : base(inner.Message, inner)
    {
    }
}
