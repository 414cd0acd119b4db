using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>An <c>ExportTraceServiceRequest</c> into a batch.</summary>
internal static class ProtoTraces
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
        var sender = new ProtoSender(request, resource);
        while (resource.TryReadTag(out var tag))
        {
            if (tag is Fields.ResourceScopes or Fields.ResourceLibraries)
            {
                ReadScope(request, resource.ReadMessage(), ref sender, batch);
            }
            else
            {
                resource.Skip(tag, Fields.OfResourceItems);
            }
        }
    }

    private static void ReadScope(ReadOnlyMemory<byte> request, ProtoReader scope, ref ProtoSender sender, OtlpBatch batch)
    {
        var scopeName = ProtoResource.FindScopeName(scope);
        while (scope.TryReadTag(out var tag))
        {
            if (tag != Fields.ScopeItems)
            {
                scope.Skip(tag, Fields.OfScopeItems);
                continue;
            }

            var span = scope.ReadMessage();
            var start = span.Position;
            var length = span.Remaining;
            var head = ReadHead(span);
            if (head.TryAddAsLink(batch))
            {
                continue;
            }

            ProtoCheck.Span(span);
            head.Name = NameTable.Get(request.Span.Slice(head.NameStart, head.NameLength));
            head.ScopeName = scopeName;
            head.Resource = sender.Resource;
            batch.Spans.Add(new OtlpSpan(head, OtlpFormat.Protobuf, request.Slice(start, length)));
        }
    }

    /// <summary>The one pass that every span gets.</summary>
    private static OtlpSpanHead ReadHead(ProtoReader span)
    {
        var head = default(OtlpSpanHead);
        while (span.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.SpanTraceId:
                    head.TraceId = ProtoIds.ReadTraceId(ref span);
                    break;
                case Fields.SpanSpanId:
                    head.SpanId = ProtoIds.ReadSpanId(ref span);
                    break;
                case Fields.SpanParentSpanId:
                    head.ParentSpanId = ProtoIds.ReadSpanId(ref span);
                    break;
                case Fields.SpanName:
                    var name = span.ReadMessage();
                    head.NameStart = name.Position;
                    head.NameLength = name.Remaining;
                    head.HasRelevantName = SpanRelevance.IsRelevantName(name.ReadRest());
                    break;
                case Fields.SpanStart:
                    head.StartUnixNano = OtlpTime.Clamp(span.ReadFixed64());
                    break;
                case Fields.SpanEnd:
                    head.EndUnixNano = OtlpTime.Clamp(span.ReadFixed64());
                    break;
                case Fields.SpanAttribute:
                    if (head.HasRelevantKey)
                    {
                        span.ReadMessage();
                        break;
                    }

                    head.HasRelevantKey = SpanRelevance.IsRelevantKey(span.ReadKey());
                    break;
                case Fields.SpanKind:
                    span.ReadVarint();
                    break;
                case Fields.SpanFlags:
                    head.SetFlags(span.ReadFixed32());
                    break;
                case Fields.SpanStatus:
                    head.IsError = IsError(span.ReadMessage());
                    break;
                default:
                    span.Skip(tag, Fields.OfSpan);
                    break;
            }
        }

        return head;
    }

    private static bool IsError(ProtoReader status)
    {
        var isError = false;
        while (status.TryReadTag(out var tag))
        {
            if (tag == Fields.StatusCode)
            {
                isError = status.ReadVarint() == 2;
            }
            else
            {
                status.Skip(tag, Fields.OfStatus);
            }
        }

        return isError;
    }
}
