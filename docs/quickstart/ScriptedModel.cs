using Microsoft.Extensions.AI;

namespace OTel.Argilla.Quickstart;

/// <summary>A model that has learnt its lines: no key, no network, the same answers each time.</summary>
internal sealed class ScriptedModel : IChatClient
{
    private const string Name = "scripted-model";

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var answer = Answer(conversation, options);
        return Task.FromResult(new ChatResponse(answer)
        {
            ModelId = Name,
            ResponseId = Guid.NewGuid().ToString("N"),
            FinishReason = answer.Contents[0] is FunctionCallContent ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = Words(conversation), OutputTokenCount = Words([answer]) },
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", defaultModelId: Name)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }

    private static ChatMessage Answer(List<ChatMessage> conversation, ChatOptions? options)
    {
        var question = conversation.Last(message => message.Role == ChatRole.User).Text;
        if (options?.Tools is [var tool, ..] && conversation[^1].Role == ChatRole.User)
        {
            var search = new FunctionCallContent("call_1", tool.Name, new Dictionary<string, object?> { ["query"] = "Eiffel Tower river" });
            return new ChatMessage(ChatRole.Assistant, [search]);
        }

        return new ChatMessage(ChatRole.Assistant, question switch
        {
            "Tell me a joke" => "Why did the span go to therapy? It had lost its parent.",
            "Tell me a poem" => "A trace went out at break of day,\nits spans in order, grave and gay;\nthe last came home as night drew near,\nand someone read it, and was clear.",
            _ when question.Contains("playwright", StringComparison.Ordinal) =>
                "A film crew follows footprints from the Bois de Vincennes to the Seine, and finds that Bigfoot only wants a quiet table at a café.",
            _ => "The Seine flows past the Eiffel Tower. It is 777 km long.",
        });
    }

    private static int Words(IEnumerable<ChatMessage> messages) =>
        messages.Sum(message => message.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
}
