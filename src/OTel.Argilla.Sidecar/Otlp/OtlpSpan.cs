using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp.Json;
using OTel.Argilla.Sidecar.Otlp.Protobuf;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>
/// A GenAI span as the bytes it came in, in either encoding. They are decoded only when somebody asks for attributes or events, and were
/// checked before, so that this cannot fail.
/// </summary>
internal sealed class OtlpSpan : Span
{
    private const string ResponseIdKey = "gen_ai.response.id";

    /// <summary>What a span costs besides its bytes.</summary>
    private const int FixedBytes = 256;

    /// <summary>More unseen levels above a span than any app has: a bound on the work that odd ids can cause.</summary>
    private const int MaxLevels = 512;

    public OtlpSpan(in OtlpSpanHead head, OtlpFormat format, ReadOnlyMemory<byte> bytes)
    {
        TraceId = head.TraceId;
        SpanId = head.SpanId;
        ParentSpanId = head.ParentSpanId;
        Name = head.Name;
        ScopeName = head.ScopeName;
        ServiceName = head.ServiceName;
        StartUnixNano = head.StartUnixNano;
        EndUnixNano = head.EndUnixNano;
        IsError = head.IsError;
        Format = format;
        Bytes = bytes;
    }

    public OtlpFormat Format { get; }

    /// <summary>The <c>Span</c> message or JSON object.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Spans above this one that are not GenAI; null when nothing is known of them.</summary>
    public ISpanLinks? Links { get; set; }

    public override string? ResponseId =>
        (Format == OtlpFormat.Protobuf ? ProtoSpan.FindAttribute(Bytes, ResponseIdKey) : JsonSpan.FindAttribute(Bytes, ResponseIdKey)) as string;

    public override int EstimatedBytes => FixedBytes + Bytes.Length;

    /// <summary>True while a span above this one has not come: spans are sent when they end, so it may still run.</summary>
    public override bool HasOpenAncestor
    {
        get
        {
            var id = ParentSpanId;
            for (var level = 0; Links is not null && !id.IsDefault && level < MaxLevels; level++)
            {
                if (!Links.TryGetParent(TraceId, id, out var next, out _))
                {
                    return true;
                }

                id = next;
            }

            return false;
        }
    }

    /// <summary>Copies the bytes out of the request, so that the span can outlive it and does not keep all of it in memory.</summary>
    public void Own() => Bytes = Bytes.ToArray();

    /// <summary>For the JSON decoder, in whose input the scope may stand behind its spans.</summary>
    public void SetScope(string name) => ScopeName = name;

    public override void CopyAttributesTo(AttributeSet target)
    {
        if (Format == OtlpFormat.Protobuf)
        {
            ProtoSpan.CopyAttributes(Bytes, target);
        }
        else
        {
            JsonSpan.CopyAttributes(Bytes, target);
        }
    }

    public override void CopyEventsTo(List<SpanEvent> target)
    {
        if (Format == OtlpFormat.Protobuf)
        {
            ProtoSpan.CopyEvents(Bytes, target);
        }
        else
        {
            JsonSpan.CopyEvents(Bytes, target);
        }
    }

    public override bool TryGetOnlyLink(out TraceId traceId, out SpanId spanId)
    {
        try
        {
            return Format == OtlpFormat.Protobuf ? ProtoSpan.TryGetOnlyLink(Bytes, out traceId, out spanId) : JsonSpan.TryGetOnlyLink(Bytes, out traceId, out spanId);
        }
        catch (OtlpException)
        {
            // Links are not checked with the rest of the span, since those of nearly all spans are never read.
            (traceId, spanId) = (default, default);
            return false;
        }
    }

    public override bool TryGetAncestor(SpanId ancestorId, out SpanId parentId, out bool isError)
    {
        parentId = default;
        isError = false;
        return Links is not null && Links.TryGetParent(TraceId, ancestorId, out parentId, out isError);
    }
}
