using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Semantic Kernel: messages as events with one attribute (since 2025; before, content events), agents with attributes in a form of their
/// own, and every function, prompts included, as a span <c>execute_tool</c>.
/// </summary>
internal static class SemanticKernel
{
    private static readonly string[] Scopes = ["Microsoft.SemanticKernel", "semantic_kernel"];

    private static readonly AttributeKey InvocationInput = AttributeKey.Define("gen_ai.agent.invocation_input");
    private static readonly AttributeKey InvocationOutput = AttributeKey.Define("gen_ai.agent.invocation_output");

    public static Dialect Dialect { get; } = new()
    {
        Name = "semantic-kernel",
        OwnsScope = IsScopeOfKernel,
        Recognizes = static view => view.Attributes[InvocationInput] is not null || view.Attributes[InvocationOutput] is not null,
        RecognizedBy = [InvocationInput, InvocationOutput],
        Kinds =
        [
            // A function that a model has called carries the call's id. What has none may be the app's own call of a prompt.
            KindSignal.Code(KindRank.Exception, static view => view.Attributes.Is(Keys.OperationName, "execute_tool")
                && view.Attributes[Keys.ToolCallId] is null
                && IsScopeOfKernel(view.Span.ScopeName) ? SpanKind.PromptFunction : null, Keys.OperationName),
        ],
        Content =
        [
            new AttributeSource(InvocationInput, Side.Input, ContentRank.Vendor, ContentRank.RunInvocation),
            new AttributeSource(InvocationOutput, Side.Output, ContentRank.Vendor, ContentRank.RunInvocation),
        ],
        EventNames = ["gen_ai.tool.developer"],
        ContentSwitch = "Semantic Kernel leaves prompts and responses out by default. At start-up call "
            + "AppContext.SetSwitch(\"Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive\", true), or set the environment "
            + "variable SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE=true; and subscribe to the sources "
            + "\"Microsoft.SemanticKernel*\".",
    };

    /// <summary>.NET names the scope by the library, Python by the module.</summary>
    private static bool IsScopeOfKernel(string scope) => Array.Exists(Scopes, beginning => scope.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for the function that <c>InvokePromptAsync</c> makes of a prompt.</summary>
    public static bool IsInvokedPrompt(string spanName) => spanName.IndexOf("InvokePrompt", StringComparison.Ordinal) >= 0;
}
