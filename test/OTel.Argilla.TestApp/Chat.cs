using System.Diagnostics;

namespace OTel.Argilla.TestApp;

/// <summary>A model call as the GenAI conventions write it.</summary>
internal static class Chat
{
    public static readonly ActivitySource Source = new("OTel.Argilla.TestApp");

    public static string TraceId { get; private set; } = "";

    public static void Run(string prompt, string response)
    {
        using var chat = Source.StartActivity("chat model", ActivityKind.Client)!;
        TraceId = chat.TraceId.ToHexString();
        chat.SetTag("gen_ai.operation.name", "chat");
        chat.SetTag("gen_ai.request.model", "model");
        chat.SetTag("gen_ai.input.messages", $$"""[{"role":"system","parts":[{"type":"text","content":"Be brief."}]},{"role":"user","parts":[{"type":"text","content":"{{prompt}}"}]}]""");
        chat.SetTag("gen_ai.output.messages", $$"""[{"role":"assistant","parts":[{"type":"text","content":"{{response}}"}],"finish_reason":"stop"}]""");
    }
}
