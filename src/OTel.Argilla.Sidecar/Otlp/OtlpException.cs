namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>A request that is not OTLP: what is wrong, and where.</summary>
internal sealed class OtlpException : Exception
{
    public OtlpException(string reason, long byteOffset)
        : base(FormattableString.Invariant($"{reason} (at byte {byteOffset})"))
    {
        Reason = reason;
        ByteOffset = byteOffset;
    }

    /// <summary>What is wrong, without the place. Holds nothing of the request but names of fields.</summary>
    public string Reason { get; }

    /// <summary>Offset from the start of the request.</summary>
    public long ByteOffset { get; }
}
