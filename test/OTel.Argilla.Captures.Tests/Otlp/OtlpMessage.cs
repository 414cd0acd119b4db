namespace OTel.Argilla.Captures.Tests.Otlp;

internal enum FieldType
{
    Message,
    Text,
    Bytes,
    Id,
    Bool,
    Int32,
    Int64,
    Double,
    Fixed32,
    Fixed64,
}

internal sealed record OtlpField(int Number, string JsonName, FieldType Type, bool IsRepeated = false, string? MessageName = null);

/// <summary>The whole schema of OTLP's traces and logs, as in the protocol's own definition.</summary>
internal static class OtlpMessage
{
    public const string Traces = "ExportTraceServiceRequest";
    public const string Logs = "ExportLogsServiceRequest";

    private static readonly OtlpField Attributes1 = List(1, "attributes", "KeyValue");
    private static readonly OtlpField Resource = One(1, "resource", "Resource");
    private static readonly OtlpField Scope = One(1, "scope", "InstrumentationScope");
    private static readonly OtlpField SchemaUrl = new(3, "schemaUrl", FieldType.Text);

    private static readonly Dictionary<string, OtlpField[]> Messages = new()
    {
        [Traces] = [List(1, "resourceSpans", "ResourceSpans")],
        [Logs] = [List(1, "resourceLogs", "ResourceLogs")],
        ["ResourceSpans"] = [Resource, List(2, "scopeSpans", "ScopeSpans"), SchemaUrl],
        ["ResourceLogs"] = [Resource, List(2, "scopeLogs", "ScopeLogs"), SchemaUrl],
        ["ScopeSpans"] = [Scope, List(2, "spans", "Span"), SchemaUrl],
        ["ScopeLogs"] = [Scope, List(2, "logRecords", "LogRecord"), SchemaUrl],
        ["Resource"] = [Attributes1, new(2, "droppedAttributesCount", FieldType.Int32)],
        ["InstrumentationScope"] =
        [
            new(1, "name", FieldType.Text), new(2, "version", FieldType.Text), List(3, "attributes", "KeyValue"), new(4, "droppedAttributesCount", FieldType.Int32),
        ],
        ["Span"] =
        [
            new(1, "traceId", FieldType.Id), new(2, "spanId", FieldType.Id), new(3, "traceState", FieldType.Text), new(4, "parentSpanId", FieldType.Id),
            new(5, "name", FieldType.Text), new(6, "kind", FieldType.Int32), new(7, "startTimeUnixNano", FieldType.Fixed64), new(8, "endTimeUnixNano", FieldType.Fixed64),
            List(9, "attributes", "KeyValue"), new(10, "droppedAttributesCount", FieldType.Int32), List(11, "events", "Event"), new(12, "droppedEventsCount", FieldType.Int32),
            List(13, "links", "Link"), new(14, "droppedLinksCount", FieldType.Int32), One(15, "status", "Status"), new(16, "flags", FieldType.Fixed32),
        ],
        ["Event"] =
        [
            new(1, "timeUnixNano", FieldType.Fixed64), new(2, "name", FieldType.Text), List(3, "attributes", "KeyValue"), new(4, "droppedAttributesCount", FieldType.Int32),
        ],
        ["Link"] =
        [
            new(1, "traceId", FieldType.Id), new(2, "spanId", FieldType.Id), new(3, "traceState", FieldType.Text), List(4, "attributes", "KeyValue"),
            new(5, "droppedAttributesCount", FieldType.Int32), new(6, "flags", FieldType.Fixed32),
        ],
        ["Status"] = [new(2, "message", FieldType.Text), new(3, "code", FieldType.Int32)],
        ["LogRecord"] =
        [
            new(1, "timeUnixNano", FieldType.Fixed64), new(2, "severityNumber", FieldType.Int32), new(3, "severityText", FieldType.Text), One(5, "body", "AnyValue"),
            List(6, "attributes", "KeyValue"), new(7, "droppedAttributesCount", FieldType.Int32), new(8, "flags", FieldType.Fixed32), new(9, "traceId", FieldType.Id),
            new(10, "spanId", FieldType.Id), new(11, "observedTimeUnixNano", FieldType.Fixed64), new(12, "eventName", FieldType.Text),
        ],
        ["KeyValue"] = [new(1, "key", FieldType.Text), One(2, "value", "AnyValue")],
        ["AnyValue"] =
        [
            new(1, "stringValue", FieldType.Text), new(2, "boolValue", FieldType.Bool), new(3, "intValue", FieldType.Int64), new(4, "doubleValue", FieldType.Double),
            One(5, "arrayValue", "ArrayValue"), One(6, "kvlistValue", "KeyValueList"), new(7, "bytesValue", FieldType.Bytes),
        ],
        ["ArrayValue"] = [List(1, "values", "AnyValue")],
        ["KeyValueList"] = [List(1, "values", "KeyValue")],
    };

    public static IReadOnlyList<OtlpField> FieldsOf(string message) => Messages[message];

    private static OtlpField One(int number, string jsonName, string message) => new(number, jsonName, FieldType.Message, false, message);

    private static OtlpField List(int number, string jsonName, string message) => new(number, jsonName, FieldType.Message, true, message);
}
