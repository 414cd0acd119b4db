using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Text completion, the one operation whose call takes several prompts.</summary>
internal static class CompletionCall
{
    public static bool Is(SpanNode node) =>
        node.Attributes.Is(Keys.OperationName, "text_completion")
        || node.Attributes.Is(Keys.OperationName, "completion")
        || node.Attributes.Is(Keys.OperationName, "text.completions")
        || OpenInference.IsCompletion(node.Attributes);
}
