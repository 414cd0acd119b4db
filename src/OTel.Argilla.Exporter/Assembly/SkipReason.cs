namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Why a candidate span gave no record: the values of the attribute <c>reason</c> of the instrument <c>argilla.exporter.spans</c>.
/// </summary>
internal static class SkipReason
{
    /// <summary>It lies inside another candidate, whose record speaks for it.</summary>
    public const string Nested = "nested";

    /// <summary>It belongs to a turn whose record carries the id of an earlier span.</summary>
    public const string Continuation = "continuation";

    /// <summary>The same call was seen twice; the other span's record stands.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The call failed and no answer was given.</summary>
    public const string Error = "error";

    /// <summary>No prompt, or no content at all: most often content capture is off.</summary>
    public const string NoContent = "no_content";

    /// <summary>The model asked for tools and nothing answered in the end.</summary>
    public const string ToolCallOnly = "tool_call_only";

    /// <summary>The model answered with nothing.</summary>
    public const string EmptyResponse = "empty_response";

    /// <summary>There is a prompt, but nothing new came out (an interrupted graph).</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>A guardrail stopped the answer, or the span lies inside a guardrail or evaluator.</summary>
    public const string Guardrail = "guardrail";

    /// <summary>It ran inside a tool that another process called; the caller's record speaks for it.</summary>
    public const string InsideTool = "inside_tool";

    /// <summary>The content was uploaded elsewhere and only referenced.</summary>
    public const string ExternalContent = "external_content";

    /// <summary>True for what a later trace may still turn into a record.</summary>
    public static bool MayBeAnsweredLater(string? reason) => reason is ToolCallOnly or NoAnswer;
}
