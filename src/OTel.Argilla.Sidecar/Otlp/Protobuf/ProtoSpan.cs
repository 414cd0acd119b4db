using System.Text;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>Decodes attributes, events and links of a <c>Span</c> message that was checked before, except for its links.</summary>
internal static class ProtoSpan
{
    public static object? FindAttribute(ReadOnlyMemory<byte> bytes, string name)
    {
        Span<byte> key = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(name, key, out var length))
        {
            return null;
        }

        var span = new ProtoReader(bytes.Span);
        while (span.TryReadTag(out var tag))
        {
            if (tag != Fields.SpanAttribute)
            {
                span.Skip(tag, Fields.OfSpan);
                continue;
            }

            var attribute = new ProtoAttribute(span.ReadMessage());
            if (attribute.Key.SequenceEqual(key[..length]) && ValueOf(bytes, attribute) is { } value)
            {
                return value is DeferredValue deferred ? deferred.Resolve() : value;
            }
        }

        return null;
    }

    public static void CopyAttributes(ReadOnlyMemory<byte> bytes, AttributeSet target)
    {
        var span = new ProtoReader(bytes.Span);
        while (span.TryReadTag(out var tag))
        {
            if (tag == Fields.SpanAttribute)
            {
                var attribute = new ProtoAttribute(span.ReadMessage());
                target.Add(NameTable.Get(attribute.Key), ValueOf(bytes, attribute));
            }
            else
            {
                span.Skip(tag, Fields.OfSpan);
            }
        }
    }

    public static void CopyEvents(ReadOnlyMemory<byte> bytes, List<SpanEvent> target)
    {
        var span = new ProtoReader(bytes.Span);
        while (span.TryReadTag(out var tag))
        {
            if (tag == Fields.SpanEvent)
            {
                target.Add(ReadEvent(bytes, span.ReadMessage()));
            }
            else
            {
                span.Skip(tag, Fields.OfSpan);
            }
        }
    }

    public static bool TryGetOnlyLink(ReadOnlyMemory<byte> bytes, out TraceId traceId, out SpanId spanId)
    {
        (traceId, spanId) = (default, default);
        var links = 0;
        var span = new ProtoReader(bytes.Span);
        while (links < 2 && span.TryReadTag(out var tag))
        {
            if (tag == Fields.SpanLink)
            {
                links++;
                (traceId, spanId) = ReadLink(span.ReadMessage());
            }
            else
            {
                span.Skip(tag, Fields.OfSpan);
            }
        }

        return links == 1 && !traceId.IsDefault && !spanId.IsDefault;
    }

    /// <summary>An attribute of an event or log record: a structured value as it stands, all else as a .NET value.</summary>
    public static KeyValuePair<string, object?> ReadAttribute(ReadOnlyMemory<byte> bytes, ProtoReader keyValue)
    {
        var attribute = new ProtoAttribute(keyValue);
        return new(NameTable.Get(attribute.Key), Resolved(ValueOf(bytes, attribute)));
    }

    public static object? Resolved(object? value) => value is DeferredValue deferred ? deferred.Resolve() : value;

    private static (TraceId TraceId, SpanId SpanId) ReadLink(ProtoReader link)
    {
        var traceId = default(TraceId);
        var spanId = default(SpanId);
        while (link.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.LinkTraceId:
                    traceId = ProtoIds.ReadTraceId(ref link);
                    break;
                case Fields.LinkSpanId:
                    spanId = ProtoIds.ReadSpanId(ref link);
                    break;
                default:
                    link.Skip(tag, Fields.OfLink);
                    break;
            }
        }

        return (traceId, spanId);
    }

    private static SpanEvent ReadEvent(ReadOnlyMemory<byte> bytes, ProtoReader e)
    {
        var time = 0UL;
        var name = string.Empty;
        var attributes = new List<KeyValuePair<string, object?>>();
        while (e.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.EventTime:
                    time = e.ReadFixed64();
                    break;
                case Fields.EventName:
                    name = NameTable.Get(e.ReadBytes());
                    break;
                case Fields.EventAttribute:
                    attributes.Add(ReadAttribute(bytes, e.ReadMessage()));
                    break;
                default:
                    e.Skip(tag, Fields.OfEvent);
                    break;
            }
        }

        return new SpanEvent(name, OtlpTime.Clamp(time), body: null, [.. attributes]);
    }

    private static object? ValueOf(ReadOnlyMemory<byte> bytes, in ProtoAttribute attribute) =>
        attribute.HasValue ? ProtoValue.From(bytes.Slice(attribute.Value.Position, attribute.Value.Remaining)) : null;
}
