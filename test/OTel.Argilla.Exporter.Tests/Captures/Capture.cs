using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Tests.Captures;

/// <summary>One recorded run: its spans in the order in which they ended, the order in which they started, and its log records.</summary>
internal sealed record Capture(IReadOnlyList<CapturedSpan> Spans, IReadOnlyList<string> StartOrder, IReadOnlyList<CapturedLog> Logs)
{
    public static Capture Parse(JsonElement json) => new(
        [.. json.GetProperty("spans").EnumerateArray().Select(CapturedSpan.Parse)],
        // "name [source] id parent=… tagsAtStart=…", and names may hold anything.
        [.. json.GetProperty("startOrder").EnumerateArray().Select(static s => IdIn(s.GetString()!))],
        [.. json.GetProperty("logs").EnumerateArray().Select(CapturedLog.Parse)]);

    internal static KeyValuePair<string, object?>[] Tags(JsonElement tags) => tags.ValueKind != JsonValueKind.Array
        ? []
        : [.. tags.EnumerateArray().Select(static t => new KeyValuePair<string, object?>(
            t.GetProperty("name").GetString()!, Typed(t.GetProperty("value"), t.TryGetProperty("type", out var type) ? type.GetString() : null)))];

    private static string IdIn(string line)
    {
        var end = line.LastIndexOf(" parent=", StringComparison.Ordinal);
        return line.Substring(end - 16, 16);
    }

    /// <summary>The value in the very type that the SDK gave its tag.</summary>
    private static object? Typed(JsonElement value, string? type) => (type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        ("System.Int32", _) => value.GetInt32(),
        ("System.Int64", _) => value.GetInt64(),
        ("System.Single", _) => value.GetSingle(),
        ("System.Double", _) => value.GetDouble(),
        ("System.Boolean", _) => value.GetBoolean(),
        ("System.TimeSpan", _) => TimeSpan.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("System.String[]", JsonValueKind.Array) => value.EnumerateArray().Select(static v => v.GetString()!).ToArray(),
        (_, JsonValueKind.String) => value.GetString(),
        _ => value.GetRawText(),
    };
}

/// <summary>A span as the SDK's own exporter saw it.</summary>
internal sealed record CapturedSpan(
    string TraceId,
    string SpanId,
    string ParentSpanId,
    bool HasRemoteParent,
    bool HasParentInProcess,
    string Source,
    string DisplayName,
    string OperationName,
    ActivityKind Kind,
    DateTimeOffset Start,
    DateTimeOffset End,
    ActivityStatusCode Status,
    string? StatusDescription,
    KeyValuePair<string, object?>[] Tags,
    IReadOnlyList<(string Name, DateTimeOffset Time, KeyValuePair<string, object?>[] Tags)> Events)
{
    public bool HasParent => ParentSpanId.Any(static c => c != '0');

    public static CapturedSpan Parse(JsonElement json) => new(
        json.GetProperty("traceId").GetString()!,
        json.GetProperty("spanId").GetString()!,
        json.GetProperty("parentSpanId").GetString()!,
        json.GetProperty("hasRemoteParent").GetBoolean(),
        json.GetProperty("activityParentNotNull").GetBoolean(),
        json.GetProperty("source").GetProperty("name").GetString()!,
        json.GetProperty("displayName").GetString()!,
        json.GetProperty("operationName").GetString()!,
        Enum.Parse<ActivityKind>(json.GetProperty("kind").GetString()!),
        Time(json.GetProperty("start")),
        Time(json.GetProperty("end")),
        Enum.Parse<ActivityStatusCode>(json.GetProperty("status").GetString()!),
        json.GetProperty("statusDescription").GetString(),
        Capture.Tags(json.GetProperty("tags")),
        [.. json.GetProperty("events").EnumerateArray().Select(static e => (e.GetProperty("name").GetString()!, Time(e.GetProperty("time")), Capture.Tags(e.GetProperty("tags"))))]);

    private static DateTimeOffset Time(JsonElement json) => DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>A log record of <c>ILogger</c>; its ids are those of the recording.</summary>
internal sealed record CapturedLog(
    string? Category, string? EventName, string? Body, string? FormattedMessage, string TraceId, string SpanId, KeyValuePair<string, object?>[] Attributes)
{
    public static CapturedLog Parse(JsonElement json) => new(
        json.GetProperty("category").GetString(),
        json.GetProperty("eventName").GetString(),
        json.GetProperty("body").GetString(),
        json.GetProperty("formattedMessage").GetString(),
        json.GetProperty("traceId").GetString()!,
        json.GetProperty("spanId").GetString()!,
        Capture.Tags(json.GetProperty("attributes")));
}
