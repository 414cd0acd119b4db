namespace OTel.Argilla.Exporter.Dialects;

/// <summary>The OpenAI SDK's own spans: model, usage and ids, never content. Below another SDK's span of the call they only donate.</summary>
internal static class OpenAISdk
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "openai",
        OwnsScope = static scope => scope.StartsWith("OpenAI.", StringComparison.Ordinal),
        ContentSwitch = "The OpenAI SDK never puts prompts and responses on its spans. Call the model through Microsoft.Extensions.AI: "
            + "client.GetChatClient(model).AsIChatClient().AsBuilder().UseOpenTelemetry(configure: c => c.EnableSensitiveData = true).Build().",
    };
}
