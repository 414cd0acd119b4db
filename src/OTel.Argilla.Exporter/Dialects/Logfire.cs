using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Logfire's own instrumentation of OpenAI and Anthropic: the raw request and response, beside or (before 2026) instead of the conventions.</summary>
internal static class Logfire
{
    private static readonly AttributeKey Request = AttributeKey.Define("request_data");

    public static Dialect Dialect { get; } = new()
    {
        Name = "logfire",
        OwnsScope = static scope => scope.StartsWith("logfire", StringComparison.Ordinal),
        Recognizes = static view => view.Attributes[Request] is not null,
        RecognizedBy = [Request],
        Kinds = [KindSignal.Code(KindRank.Fallback, static view => view.Attributes[Request] is string request && IsCall(request) ? SpanKind.Llm : null, Request)],
        Content = AttributeSource.Pair("request_data", "response_data", ContentRank.Vendor, ContentRank.Vendor),
        KeyPrefixes = ["request_data", "response_data"],
        ContentSwitch = "Logfire's scrubbing, or the instrumentation's own switch, has removed prompts and responses.",
    };

    private static bool IsCall(string request) =>
        request.IndexOf("\"model\"", StringComparison.Ordinal) >= 0 && request.IndexOf("embedding", StringComparison.OrdinalIgnoreCase) < 0
        && (request.IndexOf("\"messages\"", StringComparison.Ordinal) >= 0 || request.IndexOf("\"prompt\"", StringComparison.Ordinal) >= 0
            || request.IndexOf("\"input\"", StringComparison.Ordinal) >= 0);
}
