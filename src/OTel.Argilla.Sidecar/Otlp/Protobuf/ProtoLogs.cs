using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>An <c>ExportLogsServiceRequest</c> into a batch: only records that may carry GenAI content are decoded.</summary>
internal static class ProtoLogs
{
    public static void Read(ReadOnlyMemory<byte> request, OtlpBatch batch)
    {
        var export = new ProtoReader(request.Span);
        while (export.TryReadTag(out var tag))
        {
            if (tag == Fields.ExportResources)
            {
                ReadResource(request, export.ReadMessage(), batch);
            }
            else
            {
                export.Skip(tag, Fields.OfExport);
            }
        }
    }

    private static void ReadResource(ReadOnlyMemory<byte> request, ProtoReader resource, OtlpBatch batch)
    {
        while (resource.TryReadTag(out var tag))
        {
            if (tag is Fields.ResourceScopes or Fields.ResourceLibraries)
            {
                ReadScope(request, resource.ReadMessage(), batch);
            }
            else
            {
                resource.Skip(tag, Fields.OfResourceItems);
            }
        }
    }

    private static void ReadScope(ReadOnlyMemory<byte> request, ProtoReader scope, OtlpBatch batch)
    {
        var scopeName = ProtoResource.FindScopeName(scope);
        while (scope.TryReadTag(out var tag))
        {
            if (tag != Fields.ScopeItems)
            {
                scope.Skip(tag, Fields.OfScopeItems);
                continue;
            }

            var log = scope.ReadMessage();
            var start = log.Position;
            var length = log.Remaining;
            var head = ReadHead(log);
            if (LogEvents.NameOf(head, scopeName) is not { } name)
            {
                batch.OtherLogs++;
                continue;
            }

            ProtoCheck.Log(log);
            var logEvent = new OtlpLogEvent(name, LogEvents.TimeOf(head), OtlpFormat.Protobuf, new ItemBytes(request.Slice(start, length)));
            if (LogEvents.HasPlace(head, logEvent))
            {
                batch.Logs.Add(new OtlpLog(head.TraceId, head.SpanId, logEvent));
            }
            else
            {
                batch.OtherLogs++;
            }
        }
    }

    private static LogHead ReadHead(ProtoReader log)
    {
        var head = new LogHead { EventName = string.Empty, NameAttribute = string.Empty };
        while (log.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.LogTime:
                    head.Time = log.ReadFixed64();
                    break;
                case Fields.LogObserved:
                    head.Observed = log.ReadFixed64();
                    break;
                case Fields.LogTraceId:
                    head.TraceId = ProtoIds.ReadTraceId(ref log);
                    break;
                case Fields.LogSpanId:
                    head.SpanId = ProtoIds.ReadSpanId(ref log);
                    break;
                case Fields.LogEventName:
                    head.EventName = NameTable.Get(log.ReadBytes());
                    break;
                case Fields.LogAttribute:
                    ReadNameAttribute(new ProtoAttribute(log.ReadMessage()), ref head);
                    break;
                default:
                    log.Skip(tag, Fields.OfLog);
                    break;
            }
        }

        return head;
    }

    private static void ReadNameAttribute(in ProtoAttribute attribute, ref LogHead head)
    {
        if (head.NameAttribute.Length > 0 || !attribute.HasValue || !(attribute.Key.SequenceEqual("event.name"u8) || attribute.Key.SequenceEqual("event_name"u8)))
        {
            return;
        }

        var value = attribute.Value;
        while (value.TryReadTag(out var tag))
        {
            if (tag == Fields.StringValue)
            {
                head.NameAttribute = NameTable.Get(value.ReadBytes());
            }
            else
            {
                value.Skip(tag, Fields.OfValue);
            }
        }
    }

    /// <summary>The event that a whole log record is; its values point into the bytes.</summary>
    public static SpanEvent Decode(ReadOnlyMemory<byte> bytes, string name, long timeUnixNano)
    {
        object? body = null;
        var attributes = new List<KeyValuePair<string, object?>>();
        var log = new ProtoReader(bytes.Span);
        while (log.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.LogBody:
                    var value = log.ReadMessage();
                    body = ProtoSpan.Resolved(ProtoValue.From(bytes.Slice(value.Position, value.Remaining)));
                    break;
                case Fields.LogAttribute:
                    attributes.Add(ProtoSpan.ReadAttribute(bytes, log.ReadMessage()));
                    break;
                default:
                    log.Skip(tag, Fields.OfLog);
                    break;
            }
        }

        return new SpanEvent(name, timeUnixNano, body, [.. attributes]);
    }
}
