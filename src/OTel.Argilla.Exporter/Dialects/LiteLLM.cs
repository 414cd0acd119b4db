using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// LiteLLM and its proxy: the conventions, with the raw request in a span of its own, as Python literals that nobody needs to read. In an app with an
/// active span it writes onto that span, whatever it is.
/// </summary>
internal static class LiteLLM
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "litellm",
        OwnsScope = static scope => scope is "litellm",
        Recognizes = static view => view.Span.Name is "litellm_request",
        Kinds =
        [
            KindSignal.Code(KindRank.Exception, static view => view.Span.Name is "raw_gen_ai_request" ? SpanKind.None : null),
        ],
        ContentSwitch = "LiteLLM leaves prompts and responses out when turn_off_message_logging is true. Remove that setting.",
    };
}
