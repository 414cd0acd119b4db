using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Microsoft Agent 365 observability: operations in Pascal case, messages in an envelope with a version, and a last resort for the answer.</summary>
internal static class Agent365
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "agent365",
        OwnsScope = static scope => scope.StartsWith("Agent365", StringComparison.OrdinalIgnoreCase)
            || scope.IndexOf("Agents.A365", StringComparison.OrdinalIgnoreCase) >= 0,
        Content = [new AttributeSource(AttributeKey.Define("gen_ai.event.content"), Side.Output, ContentRank.Generic, ContentRank.Generic)],
        ContentSwitch = "Agent 365 observability records messages only where the app passes them to its scopes.",
    };
}
