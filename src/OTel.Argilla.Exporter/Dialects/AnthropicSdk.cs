namespace OTel.Argilla.Exporter.Dialects;

/// <summary>The Anthropic SDK's own spans: the conventions from 1.37 on.</summary>
internal static class AnthropicSdk
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "anthropic",
        OwnsScope = static scope => scope.StartsWith("com.anthropic.", StringComparison.Ordinal),
        ContentSwitch = "The Anthropic SDK leaves prompts and responses out by default. Set the environment variable "
            + "ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE=content.",
    };
}
