using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>What the one pass over a span reads of it.</summary>
internal struct OtlpSpanHead
{
    public TraceId TraceId;
    public SpanId SpanId;
    public SpanId ParentSpanId;
    public string Name;
    public string ScopeName;
    public string? ServiceName;
    public long StartUnixNano;
    public long EndUnixNano;
    public int NameStart;
    public int NameLength;
    public bool IsError;

    public bool HasRelevantName;
    public bool HasRelevantKey;

    /// <summary>Puts the span where it belongs; false when it is a GenAI span, for which an <see cref="OtlpSpan"/> is to be made.</summary>
    public readonly bool TryAddAsLink(OtlpBatch batch)
    {
        if (TraceId.IsDefault || SpanId.IsDefault)
        {
            batch.SpansWithoutId++;
            return true;
        }

        if (HasRelevantName || HasRelevantKey)
        {
            return false;
        }

        batch.Links.Add(new SpanLink(TraceId, SpanId, ParentSpanId, StartUnixNano, EndUnixNano, NameStart, NameLength, IsError));
        return true;
    }
}
