namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>
/// Checks everything of a GenAI span or log record that is decoded later. What lies deeper than <see cref="OtlpLimits.MaxValueDepth"/> is
/// left unchecked, since it is never read.
/// </summary>
internal static class ProtoCheck
{
    public static void Span(ProtoReader span)
    {
        var attributes = 0;
        var events = 0;
        while (span.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.SpanAttribute:
                    Attribute(span.ReadMessage(), depth: 0);
                    Count(ref attributes, OtlpLimits.MaxAttributes, "attributes", span);
                    break;
                case Fields.SpanEvent:
                    Event(span.ReadMessage());
                    Count(ref events, OtlpLimits.MaxEvents, "events", span);
                    break;
                default:
                    span.Skip(tag, Fields.OfSpan);
                    break;
            }
        }
    }

    public static void Log(ProtoReader log)
    {
        var attributes = 0;
        while (log.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.LogAttribute:
                    Attribute(log.ReadMessage(), depth: 0);
                    Count(ref attributes, OtlpLimits.MaxAttributes, "attributes", log);
                    break;
                case Fields.LogBody:
                    Value(log.ReadMessage(), depth: 0);
                    break;
                default:
                    log.Skip(tag, Fields.OfLog);
                    break;
            }
        }
    }

    private static void Event(ProtoReader e)
    {
        var attributes = 0;
        while (e.TryReadTag(out var tag))
        {
            if (tag == Fields.EventAttribute)
            {
                Attribute(e.ReadMessage(), depth: 0);
                Count(ref attributes, OtlpLimits.MaxAttributes, "attributes", e);
            }
            else
            {
                e.Skip(tag, Fields.OfEvent);
            }
        }
    }

    private static void Attribute(ProtoReader keyValue, int depth)
    {
        while (keyValue.TryReadTag(out var tag))
        {
            if (tag == Fields.Value)
            {
                Value(keyValue.ReadMessage(), depth);
            }
            else
            {
                keyValue.Skip(tag, Fields.OfKeyValue);
            }
        }
    }

    private static void Value(ProtoReader value, int depth)
    {
        while (value.TryReadTag(out var tag))
        {
            if (tag is not (Fields.ArrayValue or Fields.KvlistValue))
            {
                value.Skip(tag, Fields.OfValue);
                continue;
            }

            var list = value.ReadMessage();
            while (depth < OtlpLimits.MaxValueDepth && list.TryReadTag(out var item))
            {
                if (item != Fields.ListItem)
                {
                    list.Skip(item, Fields.OfList);
                }
                else if (tag == Fields.ArrayValue)
                {
                    Value(list.ReadMessage(), depth + 1);
                }
                else
                {
                    Attribute(list.ReadMessage(), depth + 1);
                }
            }
        }
    }

    private static void Count(ref int count, int most, string what, ProtoReader at)
    {
        if (++count > most)
        {
            throw at.Error($"a span, event or log record has more than {most} {what}");
        }
    }
}
