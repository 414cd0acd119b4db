namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>
/// The messages of OTLP 1.x as far as they are read: tags (number and wire type), and by field number the wire types of all fields. A known field of
/// another wire type is an error: that is how a request of another signal is told.
/// </summary>
internal static class Fields
{
    /// <summary>ExportTraceServiceRequest.resource_spans, ExportLogsServiceRequest.resource_logs.</summary>
    public const uint ExportResources = 0x0A;

    /// <summary>ResourceSpans and ResourceLogs.</summary>
    public const uint Resource = 0x0A;
    public const uint ResourceScopes = 0x12;

    /// <summary>Field 1000, <c>instrumentation_library_spans</c> and <c>_logs</c>, of before OTLP 1.0: the same message under an older name.</summary>
    public const uint ResourceLibraries = (1000 << 3) | WireType.Bytes;

    public const uint ResourceAttribute = 0x0A;

    /// <summary>ScopeSpans and ScopeLogs.</summary>
    public const uint Scope = 0x0A;
    public const uint ScopeItems = 0x12;

    public const uint ScopeName = 0x0A;

    public const uint SpanTraceId = 0x0A;
    public const uint SpanSpanId = 0x12;
    public const uint SpanParentSpanId = 0x22;
    public const uint SpanName = 0x2A;
    public const uint SpanKind = 0x30;
    public const uint SpanStart = 0x39;
    public const uint SpanEnd = 0x41;
    public const uint SpanAttribute = 0x4A;
    public const uint SpanEvent = 0x5A;
    public const uint SpanLink = 0x6A;
    public const uint SpanStatus = 0x7A;
    public const uint SpanFlags = (16 << 3) | WireType.Fixed32;

    public const uint StatusCode = 0x18;

    public const uint EventTime = 0x09;
    public const uint EventName = 0x12;
    public const uint EventAttribute = 0x1A;

    public const uint LinkTraceId = 0x0A;
    public const uint LinkSpanId = 0x12;

    public const uint LogTime = 0x09;
    public const uint LogBody = 0x2A;
    public const uint LogAttribute = 0x32;
    public const uint LogTraceId = 0x4A;
    public const uint LogSpanId = 0x52;
    public const uint LogObserved = 0x59;
    public const uint LogEventName = 0x62;

    public const uint Key = 0x0A;
    public const uint Value = 0x12;

    public const uint StringValue = 0x0A;
    public const uint BoolValue = 0x10;
    public const uint IntValue = 0x18;
    public const uint DoubleValue = 0x21;
    public const uint ArrayValue = 0x2A;
    public const uint KvlistValue = 0x32;
    public const uint BytesValue = 0x3A;

    /// <summary>ArrayValue.values and KeyValueList.values.</summary>
    public const uint ListItem = 0x0A;

    private const byte V = WireType.Varint;
    private const byte L = WireType.Bytes;
    private const byte D = WireType.Fixed64;
    private const byte F = WireType.Fixed32;
    private const byte N = WireType.None;

    public static ReadOnlySpan<byte> OfExport => [N, L];

    public static ReadOnlySpan<byte> OfResourceItems => [N, L, L, L];

    public static ReadOnlySpan<byte> OfResource => [N, L, V];

    public static ReadOnlySpan<byte> OfScopeItems => [N, L, L, L];

    public static ReadOnlySpan<byte> OfScope => [N, L, L, L, V];

    public static ReadOnlySpan<byte> OfSpan => [N, L, L, L, L, L, V, D, D, L, V, L, V, L, V, L, F];

    public static ReadOnlySpan<byte> OfStatus => [N, N, L, V];

    public static ReadOnlySpan<byte> OfEvent => [N, D, L, L, V];

    public static ReadOnlySpan<byte> OfLink => [N, L, L, L, L, V, F];

    public static ReadOnlySpan<byte> OfLog => [N, D, V, L, N, L, L, V, F, L, L, D, L];

    public static ReadOnlySpan<byte> OfKeyValue => [N, L, L];

    public static ReadOnlySpan<byte> OfValue => [N, L, V, V, D, L, L, L];

    public static ReadOnlySpan<byte> OfList => [N, L];
}
