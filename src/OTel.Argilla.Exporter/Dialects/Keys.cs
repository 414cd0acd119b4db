using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Attributes that more than one place reads.</summary>
internal static class Keys
{
    public static readonly AttributeKey OperationName = AttributeKey.Define("gen_ai.operation.name");
    public static readonly AttributeKey InputMessages = AttributeKey.Define("gen_ai.input.messages");
    public static readonly AttributeKey OutputMessages = AttributeKey.Define("gen_ai.output.messages");
    public static readonly AttributeKey SystemInstructions = AttributeKey.Define("gen_ai.system_instructions");
    public static readonly AttributeKey ToolName = AttributeKey.Define("gen_ai.tool.name");
    public static readonly AttributeKey ToolCallId = AttributeKey.Define("gen_ai.tool.call.id");
    public static readonly AttributeKey McpMethod = AttributeKey.Define("mcp.method.name");
    public static readonly AttributeKey RequestModel = AttributeKey.Define("gen_ai.request.model");
    public static readonly AttributeKey Stream = AttributeKey.Define("gen_ai.request.stream");
    public static readonly AttributeKey System = AttributeKey.Define("gen_ai.system");
    public static readonly AttributeKey Provider = AttributeKey.Define("gen_ai.provider.name");
    public static readonly AttributeKey EvaluationName = AttributeKey.Define("gen_ai.evaluation.name");
    public static readonly AttributeKey EvaluationScore = AttributeKey.Define("gen_ai.evaluation.score.value");
    public static readonly AttributeKey EvaluationLabel = AttributeKey.Define("gen_ai.evaluation.score.label");
    public static readonly AttributeKey EvaluationExplanation = AttributeKey.Define("gen_ai.evaluation.explanation");

    /// <summary>True when one of the values of this key (they may repeat) is this word.</summary>
    public static bool Is(this AttributeSet attributes, AttributeKey key, string word)
    {
        var position = 0;
        while (attributes.TryGetNext(key, ref position, out var value))
        {
            if (value is string text && text == word)
            {
                return true;
            }
        }

        return false;
    }
}
