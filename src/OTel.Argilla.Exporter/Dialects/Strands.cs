namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// AWS Strands: the conventions, with messages as events whose one attribute holds the blocks of Bedrock. An agent of several is invoked by an operation that has
/// the name of its class in it.
/// </summary>
internal static class Strands
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "strands",
        OwnsScope = static scope => scope.StartsWith("strands.", StringComparison.Ordinal),
        Recognizes = static view => view.Attributes.Is(Keys.System, "strands-agents") || view.Attributes.Is(Keys.Provider, "strands-agents"),
        RecognizedBy = [Keys.System, Keys.Provider],
        Kinds =
        [
            KindSignal.Code(KindRank.Exception, static view => view.Attributes[Keys.OperationName] is string operation
                && operation.StartsWith("invoke_", StringComparison.Ordinal) && operation != "invoke_workflow"
                && (view.Span.ScopeName.StartsWith("strands.", StringComparison.Ordinal) || view.Attributes.Is(Keys.System, "strands-agents")) ? SpanKind.Agent : null, Keys.OperationName),
        ],
        ContentSwitch = "Strands records prompts and responses as span events; something between it and here removes them.",
    };
}
