namespace OTel.Argilla.Exporter.Registration;

/// <summary>Names of the activity sources of .NET GenAI SDKs, as recorded from them. An app may choose its own for Microsoft.Extensions.AI; such it adds itself.</summary>
internal static class GenAISources
{
    public static readonly string[] Names =
    [
        "Experimental.Microsoft.Extensions.AI*",
        "Microsoft.Extensions.AI*",
        "Experimental.Microsoft.Agents.AI*",
        "Microsoft.Agents.AI*",
        "Microsoft.SemanticKernel*",
        "OpenAI.*",
        "Azure.AI.*",
        "com.anthropic.sdk.csharp",
        "Experimental.ModelContextProtocol",
    ];
}
