using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI;

namespace OTel.Argilla.Quickstart;

/// <summary>Chooses the model: a real one when <c>OPENAI_API_KEY</c> is set, else a scripted one.</summary>
internal static class Model
{
    public static IChatClient Create()
    {
        if (Environment.GetEnvironmentVariable("OPENAI_API_KEY") is not { Length: > 0 } key)
        {
            return new ScriptedModel();
        }

        var options = new OpenAIClientOptions();
        if (Environment.GetEnvironmentVariable("OPENAI_BASE_URL") is { Length: > 0 } baseUrl)
        {
            options.Endpoint = new Uri(baseUrl);
        }

        var name = Environment.GetEnvironmentVariable("OPENAI_MODEL") is { Length: > 0 } model ? model : "gpt-4o-mini";
        return new OpenAIClient(new ApiKeyCredential(key), options).GetChatClient(name).AsIChatClient();
    }
}
