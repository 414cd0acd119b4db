namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>Bytes that need not be in memory.</summary>
internal abstract class ByteSource
{
    /// <summary>All of them, and perhaps more behind them; not to be changed.</summary>
    public abstract byte[] Read();
}
