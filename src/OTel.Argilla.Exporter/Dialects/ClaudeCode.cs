using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Claude Code and the Claude Agent SDK: a span for each prompt of a person, with the calls of the model below.</summary>
internal static class ClaudeCode
{
    private const string Prefix = "claude_code.";

    private static readonly AttributeKey Type = AttributeKey.Define("span.type");

    public static Dialect Dialect { get; } = new()
    {
        Name = "claude-code",
        Recognizes = static view => TypeOf(view) is not null,
        RecognizedBy = [Type],
        Kinds =
        [
            KindSignal.Code(KindRank.LangSmith, static view => TypeOf(view) switch
            {
                null => null,
                "interaction" => SpanKind.Agent,
                "llm_request" => SpanKind.Llm,
                "tool" => SpanKind.Tool,
                _ => SpanKind.None,
            }),
        ],
        Content =
        [
            new AttributeSource(AttributeKey.Define("user_prompt"), Side.Input, ContentRank.Never, ContentRank.Vendor),
            new AttributeSource(AttributeKey.Define("new_context"), Side.Input, ContentRank.Vendor, ContentRank.Generic),
            new AttributeSource(AttributeKey.Define("response.model_output"), Side.Output, ContentRank.Vendor, ContentRank.Vendor),
        ],
        KeyPrefixes = ["user_prompt", "response.model_output"],
        NamePrefixes = [Prefix],
        ContentSwitch = "Claude Code leaves prompts and responses out by default. Set OTEL_LOG_USER_PROMPTS=1, and for what tools saw OTEL_LOG_TOOL_DETAILS=1.",
    };

    /// <summary>The type without its prefix, which newer versions leave to the span's name.</summary>
    private static string? TypeOf(SpanView view) =>
        view.Attributes[Type] is not string type ? null
        : type.StartsWith(Prefix, StringComparison.Ordinal) ? type.Substring(Prefix.Length)
        : view.Span.Name.StartsWith(Prefix, StringComparison.Ordinal) ? type
        : null;
}
