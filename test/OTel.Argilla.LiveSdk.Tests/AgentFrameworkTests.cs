using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;

namespace OTel.Argilla.LiveSdk.Tests;

/// <summary>Microsoft Agent Framework.</summary>
[NonParallelizable]
public sealed class AgentFrameworkTests
{
    private static readonly AITool Weather = AIFunctionFactory.Create((string query) => "sunny", "get_weather");

    [Test]
    public async Task An_agent_with_a_tool_gives_one_record()
    {
        await using var run = await LiveRun.StartAsync();

        await Agent(run, "WeatherAgent", Weather).RunAsync("What is the weather?");

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "What is the weather? -> It is sunny." }));
        Assert.That(run.Reasons, Is.EqualTo(new Dictionary<string, long> { ["nested"] = 2 }));
    }

    [Test]
    public async Task An_agent_used_as_a_tool_gives_no_record_of_its_own()
    {
        await using var run = await LiveRun.StartAsync();
        var inner = Agent(run, "WeatherAgent", Weather);

        await Agent(run, "Concierge", inner.AsAIFunction()).RunAsync("What is the weather?");

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "What is the weather? -> It is It is sunny.." }));
    }

    [Test]
    public async Task Two_turns_of_a_session_give_two_records()
    {
        await using var run = await LiveRun.StartAsync();
        var agent = Agent(run, "Echo");
        var session = await agent.CreateSessionAsync();

        await agent.RunAsync("first", session);
        await agent.RunAsync("second", session);

        Assert.That(await run.RecordsAsync(), Is.EquivalentTo(new[] { "first -> Echo: first", "second -> Echo: second" }));
    }

    [Test]
    public async Task A_sequential_workflow_without_a_span_of_its_own_gives_a_record_for_each_agent()
    {
        await using var run = await LiveRun.StartAsync();
        var workflow = AgentWorkflowBuilder.BuildSequential(Agent(run, "Writer"), Agent(run, "Translator"));

        await using var running = await InProcessExecution.RunStreamingAsync(workflow, new List<ChatMessage> { new(ChatRole.User, "a haiku") });
        await running.TrySendMessageAsync(new TurnToken(emitEvents: true));
        await foreach (var step in running.WatchStreamAsync())
        {
            _ = step;
        }

        Assert.That(await run.RecordsAsync(), Does.Contain("a haiku -> Echo: a haiku").And.Count.EqualTo(2));
    }

    private static AIAgent Agent(LiveRun run, string name, params AITool[] tools) =>
        new ChatClientAgent(run.OpenAIClient().AsIChatClient(), instructions: "Be brief.", name: name, tools: tools)
            .AsBuilder()
            .UseOpenTelemetry(configure: telemetry => telemetry.EnableSensitiveData = true)
            .Build();
}
