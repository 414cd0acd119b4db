using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>What is read of every log record.</summary>
internal struct LogHead
{
    public TraceId TraceId;
    public SpanId SpanId;
    public ulong Time;
    public ulong Observed;

    /// <summary>The field <c>event_name</c>, or empty.</summary>
    public string EventName;

    /// <summary>The attribute in which older SDKs wrote it, or empty.</summary>
    public string NameAttribute;

    public readonly bool NamesSpan => !TraceId.IsDefault && !SpanId.IsDefault;
}
