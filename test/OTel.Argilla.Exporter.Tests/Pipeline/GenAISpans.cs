using System.Diagnostics;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>Spans as the conventions write them.</summary>
internal static class GenAISpans
{
    public static Activity Chat(ActivitySource source, string? prompt = "Why?", string? response = "Because.", ActivityContext parent = default)
    {
        var activity = source.StartActivity("chat gpt", ActivityKind.Client, parent)!;
        activity.SetTag("gen_ai.operation.name", "chat");
        activity.SetTag("gen_ai.provider.name", "openai");
        activity.SetTag("gen_ai.request.model", "gpt");
        if (prompt is not null)
        {
            activity.SetTag("gen_ai.input.messages", $$"""[{"role":"user","parts":[{"type":"text","content":"{{prompt}}"}]}]""");
        }

        if (response is not null)
        {
            activity.SetTag("gen_ai.output.messages", $$"""[{"role":"assistant","parts":[{"type":"text","content":"{{response}}"}],"finish_reason":"stop"}]""");
        }

        return activity;
    }

    public static Activity Agent(ActivitySource source, string prompt = "Go", string response = "Done")
    {
        var activity = Chat(source, prompt, response);
        activity.DisplayName = "invoke_agent Helper";
        activity.SetTag("gen_ai.operation.name", "invoke_agent");
        activity.SetTag("gen_ai.agent.name", "Helper");
        return activity;
    }
}
