using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>Ids as bytes. Empty ones are none; any other length is an error, as it is for the Collector.</summary>
internal static class ProtoIds
{
    public static TraceId ReadTraceId(ref ProtoReader reader)
    {
        var bytes = reader.ReadBytes();
        return bytes.Length switch
        {
            16 => TraceId.From(bytes),
            0 => default,
            _ => throw reader.Error($"a trace id has {bytes.Length} bytes instead of 16"),
        };
    }

    public static SpanId ReadSpanId(ref ProtoReader reader)
    {
        var bytes = reader.ReadBytes();
        return bytes.Length switch
        {
            8 => SpanId.From(bytes),
            0 => default,
            _ => throw reader.Error($"a span id has {bytes.Length} bytes instead of 8"),
        };
    }
}
