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

    private ItemBytes _bytes;

    public OtlpSpan(in OtlpSpanHead head, OtlpFormat format, ReadOnlyMemory<byte> bytes)
        : this(head, format, new ItemBytes(bytes))
    {
    }

    public OtlpSpan(in OtlpSpanHead head, OtlpFormat format, ItemBytes bytes)
    {
        TraceId = head.TraceId;
        SpanId = head.SpanId;
        ParentSpanId = head.ParentSpanId;
        Name = head.Name;
        ScopeName = head.ScopeName;
        Resource = head.Resource;
        ServiceName = head.Resource?.ServiceName;
        StartUnixNano = head.StartUnixNano;
        EndUnixNano = head.EndUnixNano;
        IsError = head.IsError;
        IsParentLocal = head.IsParentLocal;
        Format = format;
        _bytes = bytes;
    }

    public OtlpFormat Format { get; }

    /// <summary>The <c>Span</c> message or JSON object.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Memory;

    /// <summary>How many bytes these are.</summary>
    public int Length => _bytes.Length;

    /// <summary>What sent it; null when nothing is known of that.</summary>
    public OtlpResource? Resource { get; private set; }

    /// <summary>Its parent is of its own process, by what the SDK said.</summary>
    public bool IsParentLocal { get; }

    /// <summary>Spans above this one that are not GenAI; null when nothing is known of them.</summary>
    public ISpanLinks? Links { get; set; }

    public override string? ResponseId => TryGetAttribute(ResponseIdKey, out var id) ? id as string : null;

    public override int EstimatedBytes => FixedBytes + _bytes.LengthInMemory;

    public override int BytesElsewhere => _bytes.Length - _bytes.LengthInMemory;

    /// <summary>True while a span above this one has not come: spans are sent when they end, so it may still run.</summary>
    public override bool HasOpenAncestor => TryFindGap(out _);

    /// <summary>True when the span below the one that is missing says that this is of its own process, and that process sends such spans.</summary>
    public override bool HasAncestorToCome => TryFindGap(out var isLocal) && isLocal && Links!.Expects(TraceId, ServiceName);

    /// <summary>Copies the bytes out of the request, so that the span can outlive it and does not keep all of it in memory.</summary>
    public void Own()
    {
        _bytes = _bytes.Copy();
        Resource?.Own();
    }

    /// <summary>For the JSON decoder, in whose input the scope may stand behind its spans.</summary>
    public void SetScope(string name) => ScopeName = name;

    /// <summary>As <see cref="SetScope"/>.</summary>
    public void SetResource(OtlpResource? resource)
    {
        Resource = resource;
        ServiceName = resource?.ServiceName;
    }

    /// <summary>An attribute's value, as <see cref="OtlpResource.TryGetAttribute"/> gives it; false when there is none.</summary>
    public bool TryGetAttribute(string name, out object? value)
    {
        value = Format == OtlpFormat.Protobuf ? ProtoSpan.FindAttribute(Bytes, name) : JsonSpan.FindAttribute(Bytes, name);
        return value is not null;
    }

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
        if (Links is null || !Links.TryGet(TraceId, ancestorId, out var place))
        {
            return false;
        }

        (parentId, isError) = (place.ParentSpanId, place.IsError);
        return true;
    }

    /// <summary>Walks up to the first span that has not come; false when all have.</summary>
    /// <param name="isLocal">Whether it is of the process of the span below it.</param>
    private bool TryFindGap(out bool isLocal)
    {
        isLocal = IsParentLocal;
        var id = ParentSpanId;
        for (var level = 0; Links is not null && !id.IsDefault && level < MaxLevels; level++)
        {
            if (!Links.TryGet(TraceId, id, out var place))
            {
                return true;
            }

            id = place.ParentSpanId;
            isLocal = place.IsParentLocal;
        }

        return false;
    }
}
