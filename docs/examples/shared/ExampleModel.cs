using System.ClientModel;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;

namespace OTel.Argilla.Examples;

/// <summary>The model of the examples: a real one when <c>OPENAI_API_KEY</c> is set, else one that always says the same.</summary>
internal sealed class ExampleModel : IChatClient
{
    private readonly string _answer;

    private ExampleModel(string answer) => _answer = answer;

    /// <summary>The real model, or one that first calls the only tool it is offered and then gives this answer.</summary>
    public static IChatClient Create(string scriptedAnswer)
    {
        if (Environment.GetEnvironmentVariable("OPENAI_API_KEY") is not { Length: > 0 } key)
        {
            return new ExampleModel(scriptedAnswer);
        }

        var options = new OpenAIClientOptions();
        if (Environment.GetEnvironmentVariable("OPENAI_BASE_URL") is { Length: > 0 } baseUrl)
        {
            options.Endpoint = new Uri(baseUrl);
        }

        var model = Environment.GetEnvironmentVariable("OPENAI_MODEL") is { Length: > 0 } name ? name : "gpt-4o-mini";
        return new OpenAIClient(new ApiKeyCredential(key), options).GetChatClient(model).AsIChatClient();
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var toolIsDue = options?.Tools is [_, ..] && messages.Last().Role != ChatRole.Tool;
        AIContent content = toolIsDue
            ? new FunctionCallContent("call_1", options!.Tools![0].Name, new Dictionary<string, object?> { ["order"] = "1234" })
            : new TextContent(_answer);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [content]))
        {
            ModelId = "scripted-model",
            ResponseId = Guid.NewGuid().ToString("N"),
            FinishReason = toolIsDue ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 20, OutputTokenCount = 10 },
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", defaultModelId: "scripted-model")
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }
}
