using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// LangChain and LangGraph have no spans of their own; whatever traces them (OpenInference, LangSmith, OpenLLMetry, MLflow) names spans by the run. A run of a
/// prompt template gives no answer, though most call it a chain or even a call.
/// </summary>
internal static class LangChain
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "langchain",
        // Whatever traces it writes the span, and knows how to turn content on.
        Kinds =
        [
            KindSignal.Code(KindRank.Exception, static view =>
                view.Span.Name.IndexOf("PromptTemplate", StringComparison.Ordinal) >= 0 && view.Attributes[Keys.OutputMessages] is null ? SpanKind.PromptTemplate : null),
        ],
    };
}
