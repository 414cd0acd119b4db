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
    public OtlpResource? Resource;
    public long StartUnixNano;
    public long EndUnixNano;
    public int NameStart;
    public int NameLength;
    public bool IsError;
    public bool IsParentLocal;

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

        batch.Links.Add(new SpanLink(TraceId, SpanId, ParentSpanId, StartUnixNano, EndUnixNano, NameStart, NameLength, IsError, IsParentLocal));
        return true;
    }

    /// <summary>Bits of the field <c>flags</c>: whether the SDK says at all where the parent is, and that it is in another process.</summary>
    public void SetFlags(uint flags) => IsParentLocal = (flags & 0x300) == 0x100;
}
