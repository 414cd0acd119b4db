namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>How a field's value is laid out; the low three bits of its tag.</summary>
internal static class WireType
{
    public const byte Varint = 0;
    public const byte Fixed64 = 1;
    public const byte Bytes = 2;
    public const byte Fixed32 = 5;

    /// <summary>In a table of fields: a number that is not in use.</summary>
    public const byte None = 255;
}
