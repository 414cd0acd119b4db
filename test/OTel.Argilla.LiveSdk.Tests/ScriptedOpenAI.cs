using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OTel.Argilla.LiveSdk.Tests;

/// <summary>
/// An OpenAI-compatible endpoint on a free loopback port. It calls the first tool that it is offered when the last message is a user's that
/// says "weather", says "It is …" with a tool's result, and echoes everything else.
/// </summary>
internal sealed class ScriptedOpenAI : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedOpenAI(WebApplication app)
    {
        _app = app;
        Endpoint = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1");
    }

    public Uri Endpoint { get; }

    public static async Task<ScriptedOpenAI> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", CompleteAsync);
        await app.StartAsync();
        return new ScriptedOpenAI(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task CompleteAsync(HttpContext context)
    {
        var request = (await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body))!;
        var message = Answer(request);
        var finish = message.ContainsKey("tool_calls") ? "tool_calls" : "stop";

        // All chunks of a stream carry the id of their completion; clients put a message together by it.
        var id = "chatcmpl-" + Guid.NewGuid().ToString("N");
        if (request["stream"]?.GetValue<bool>() != true)
        {
            var choice = new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = finish };
            await context.Response.WriteAsJsonAsync(Body(id, "chat.completion", choice, withUsage: true));
            return;
        }

        context.Response.ContentType = "text/event-stream";
        foreach (var delta in Deltas(message))
        {
            await WriteEventAsync(context.Response, Chunk(id, delta, finish: null));
        }

        await WriteEventAsync(context.Response, Chunk(id, [], finish));
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static JsonObject Answer(JsonObject request)
    {
        var last = request["messages"]!.AsArray()[^1]!;
        var text = Text(last["content"]);
        var role = last["role"]!.GetValue<string>();
        if (role == "user" && text.Contains("weather", StringComparison.Ordinal) && request["tools"] is JsonArray { Count: > 0 } tools)
        {
            var function = tools[0]!["function"]!;
            var parameter = function["parameters"]!["properties"]!.AsObject().First().Key;
            var call = new JsonObject
            {
                ["index"] = 0,
                ["id"] = "call_1",
                ["type"] = "function",
                ["function"] = new JsonObject
                {
                    ["name"] = function["name"]!.GetValue<string>(),
                    ["arguments"] = new JsonObject { [parameter] = "weather in Paris" }.ToJsonString(),
                },
            };
            return new JsonObject { ["role"] = "assistant", ["content"] = null, ["tool_calls"] = new JsonArray(call) };
        }

        return new JsonObject { ["role"] = "assistant", ["content"] = role == "tool" ? $"It is {text.Trim('"')}." : $"Echo: {text}" };
    }

    private static IEnumerable<JsonObject> Deltas(JsonObject message)
    {
        if (message["content"] is not { } content)
        {
            yield return message;
            yield break;
        }

        foreach (var word in content.GetValue<string>().Split(' ').Select((word, index) => index == 0 ? word : " " + word))
        {
            yield return new JsonObject { ["role"] = "assistant", ["content"] = word };
        }
    }

    private static JsonObject Chunk(string id, JsonObject delta, string? finish) =>
        Body(id, "chat.completion.chunk", new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }, withUsage: finish is not null);

    private static JsonObject Body(string id, string kind, JsonObject choice, bool withUsage) => new()
    {
        ["id"] = id,
        ["object"] = kind,
        ["created"] = 1_700_000_000,
        ["model"] = "gpt-scripted",
        ["choices"] = new JsonArray(choice),
        ["usage"] = withUsage ? new JsonObject { ["prompt_tokens"] = 11, ["completion_tokens"] = 7, ["total_tokens"] = 18 } : null,
    };

    private static Task WriteEventAsync(HttpResponse response, JsonObject chunk) =>
        response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", Encoding.UTF8);

    private static string Text(JsonNode? content) => content switch
    {
        JsonArray parts => string.Join('\n', parts.Select(part => part!["text"]?.GetValue<string>())),
        null => "",
        _ => content.GetValue<string>(),
    };
}
