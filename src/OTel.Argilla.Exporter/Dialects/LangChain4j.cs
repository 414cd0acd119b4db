namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// LangChain4j under Quarkus: the texts of all messages joined to one, and the answer, in attributes with the names of what were events; and the same
/// attributes as others write them by hand.
/// </summary>
internal static class LangChain4j
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "langchain4j",
        OwnsScope = static scope => scope.IndexOf("quarkus", StringComparison.OrdinalIgnoreCase) >= 0
            || scope.IndexOf("langchain4j", StringComparison.OrdinalIgnoreCase) >= 0,
        Content = AttributeSource.Pair("gen_ai.content.prompt", "gen_ai.content.completion", ContentRank.ContentEvents, ContentRank.ContentEvents),
        ContentSwitch = "Quarkus LangChain4j leaves prompts and responses out by default. Set quarkus.langchain4j.tracing.include-prompt=true and "
            + "quarkus.langchain4j.tracing.include-completion=true.",
    };
}
