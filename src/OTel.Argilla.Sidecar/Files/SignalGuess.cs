using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Otlp.Protobuf;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>
/// Tells the signal of an export request in protobuf by its first item: a span begins with a trace id of 16 bytes, a log record with a time, a
/// metric with a name.
/// </summary>
internal static class SignalGuess
{
    private const uint LogSeverity = 0x10;
    private const uint LogFlags = 0x45;
    private const int TraceIdLength = 16;
    private const int SpanIdLength = 8;

    /// <summary>The likely signal; traces when there is nothing to tell it by.</summary>
    public static OtlpSignal Of(ReadOnlySpan<byte> request)
    {
        try
        {
            var export = new ProtoReader(request);
            while (export.TryReadTag(out var tag))
            {
                if (tag != Fields.ExportResources)
                {
                    export.Skip(tag, Fields.OfExport);
                }
                else if (OfResource(export.ReadMessage()) is { } signal)
                {
                    return signal;
                }
            }
        }
        catch (OtlpException)
        {
            // Malformed: the decoder says how.
        }

        return OtlpSignal.Traces;
    }

    private static OtlpSignal? OfResource(ProtoReader resource)
    {
        while (resource.TryReadTag(out var tag))
        {
            if (tag is not (Fields.ResourceScopes or Fields.ResourceLibraries))
            {
                resource.Skip(tag, Fields.OfResourceItems);
            }
            else if (OfScope(resource.ReadMessage()) is { } signal)
            {
                return signal;
            }
        }

        return null;
    }

    private static OtlpSignal? OfScope(ProtoReader scope)
    {
        while (scope.TryReadTag(out var tag))
        {
            if (tag != Fields.ScopeItems)
            {
                scope.Skip(tag, Fields.OfScopeItems);
            }
            else if (OfItem(scope.ReadMessage()) is { } signal)
            {
                return signal;
            }
        }

        return null;
    }

    /// <summary>By the first field that only one of them has in this layout; else by the ids that only a span begins with.</summary>
    private static OtlpSignal? OfItem(ProtoReader item)
    {
        var (first, second, any) = (-1, -1, false);
        while (item.TryReadTag(out var tag))
        {
            any = true;
            switch (tag)
            {
                case Fields.LogTime or Fields.LogObserved or Fields.LogAttribute or LogSeverity or LogFlags:
                    return OtlpSignal.Logs;
                case Fields.SpanStart or Fields.SpanEnd or Fields.SpanKind:
                    return OtlpSignal.Traces;
                case Fields.SpanTraceId:
                    first = item.ReadMessage().Remaining;
                    break;
                case Fields.SpanSpanId:
                    second = item.ReadMessage().Remaining;
                    break;
                default:
                    item.Skip(tag, []);
                    break;
            }
        }

        return !any ? null
            : first < 0 ? OtlpSignal.Logs
            : (first, second) == (TraceIdLength, SpanIdLength) ? OtlpSignal.Traces
            : OtlpSignal.Metrics;
    }
}
