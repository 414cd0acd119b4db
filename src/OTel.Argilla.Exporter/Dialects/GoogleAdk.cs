using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Google ADK. Its first schema keeps the raw request and response on <c>call_llm</c>, below spans without any; its second writes the conventions, and no
/// content unless told to.
/// </summary>
internal static class GoogleAdk
{
    private static readonly AttributeKey Request = AttributeKey.Define("gcp.vertex.agent.llm_request");

    public static Dialect Dialect { get; } = new()
    {
        Name = "google-adk",
        OwnsScope = static scope => scope is "gcp.vertex.agent",
        Recognizes = static view => view.Attributes.Is(Keys.System, "gcp.vertex.agent"),
        RecognizedBy = [Keys.System],
        Kinds =
        [
            KindSignal.Code(KindRank.SpanName, static view => view.Span.Name == "call_llm" && view.Attributes[Request] is not null ? SpanKind.Llm : null, Request),
            KindSignal.Code(KindRank.SpanName, static view => view.Span.ScopeName is "gcp.vertex.agent"
                && (view.Span.Name == "invocation" || view.Span.Name.StartsWith("agent_run", StringComparison.Ordinal)) ? SpanKind.Chain : null),
        ],
        Content = AttributeSource.Pair("gcp.vertex.agent.llm_request", "gcp.vertex.agent.llm_response", ContentRank.Vendor, ContentRank.Vendor),
        KeyPrefixes = ["gcp.vertex.agent."],
        NamePrefixes = ["invocation", "agent_run ["],
        ContentSwitch = "Google ADK leaves prompts and responses out by default. Set OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_AND_EVENT; before version 2, or with "
            + "ADK_TELEMETRY_SCHEMA_VERSION_OPT_IN=1, unset ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS.",
    };
}
