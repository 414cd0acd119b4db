using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>A GenAI log record, with the span that it names; a judgement may name its response alone.</summary>
/// <param name="TraceId">The span's trace.</param>
/// <param name="SpanId">The span.</param>
/// <param name="Event">What it says.</param>
/// <param name="Format">The encoding of the bytes.</param>
/// <param name="Bytes">The <c>LogRecord</c> message or JSON object: a copy of its own.</param>
internal readonly record struct OtlpLog(TraceId TraceId, SpanId SpanId, SpanEvent Event, OtlpFormat Format, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Decodes a log record that was kept as bytes.</summary>
    /// <param name="name">The event's name, which its scope may have given.</param>
    /// <param name="timeUnixNano">The event's time.</param>
    /// <param name="format">The encoding.</param>
    /// <param name="bytes">What a decoder has taken before; they belong to the event from now on.</param>
    public static SpanEvent Decode(string name, long timeUnixNano, OtlpFormat format, ReadOnlyMemory<byte> bytes) =>
        format == OtlpFormat.Protobuf ? Protobuf.ProtoLogs.Decode(bytes, name, timeUnixNano) : Json.JsonLogs.Decode(bytes, name, timeUnixNano);
}
