using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace OTel.Argilla.Quickstart;

/// <summary>The three scenarios of LangChain's Argilla guide: a model alone, a chain, an agent with a tool.</summary>
internal static class Scenarios
{
    public const string SourceName = "OTel.Argilla.Quickstart";

    /// <summary>Six prompts, one chain, one agent run.</summary>
    public const int ExpectedRecords = 8;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A batch: each prompt gives a record.</summary>
    public static async Task BatchAsync(IChatClient llm)
    {
        string[] prompts = ["Tell me a joke", "Tell me a poem"];
        for (var i = 0; i < 3; i++)
        {
            foreach (var prompt in prompts)
            {
                await llm.GetResponseAsync(prompt);
            }
        }
    }

    /// <summary>
    /// A chain fills a template and asks the model. Its own span makes it one interaction; the record's prompt is the filled template,
    /// and the variables go to the metadata.
    /// </summary>
    public static async Task ChainAsync(IChatClient llm)
    {
        const string Title = "Documentary about Bigfoot in Paris";

        using var chain = Source.StartActivity("invoke_workflow synopsis");
        chain?.SetTag("gen_ai.operation.name", "invoke_workflow");
        chain?.SetTag("gen_ai.workflow.name", "synopsis");
        chain?.SetTag("gen_ai.input.messages", UserMessage(JsonSerializer.Serialize(new { title = Title })));

        await llm.GetResponseAsync(
            $"""
            You are a playwright. Given the title of play, it is your job to write a synopsis for that title.
            Title: {Title}
            Playwright: This is a synopsis for the above play:
            """);
    }

    /// <summary>An agent searches before it answers: one record, with the question and the final answer, not the steps.</summary>
    public static async Task AgentAsync(IChatClient agent)
    {
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(Search, "search")] };
        await agent.GetResponseAsync("Which river flows past the Eiffel Tower, and how long is it?", options);
    }

    [Description("Searches an encyclopedia.")]
    private static string Search([Description("What to look for.")] string query) =>
        $"Results for '{query}': the Eiffel Tower stands on the left bank of the Seine; the Seine is 777 km long.";

    /// <summary>One user message in the JSON of OpenTelemetry's GenAI conventions.</summary>
    private static string UserMessage(string text) =>
        JsonSerializer.Serialize(new[] { new { role = "user", parts = new[] { new { type = "text", content = text } } } });
}
