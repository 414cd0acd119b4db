using Microsoft.Extensions.AI;

namespace OTel.Argilla.LiveSdk.Tests;

/// <summary>Microsoft.Extensions.AI over the OpenAI SDK.</summary>
[NonParallelizable]
public sealed class ExtensionsAITests
{
    private static readonly ChatOptions WithTool = new() { Tools = [AIFunctionFactory.Create((string query) => "sunny", "get_weather")] };

    [Test]
    public async Task A_single_call_gives_one_record()
    {
        await using var run = await LiveRun.StartAsync();
        using var client = run.TracedClient();

        await client.GetResponseAsync("Hello");

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "Hello -> Echo: Hello" }));
        Assert.That(run.Reasons, Is.Empty);
    }

    [Test]
    public async Task A_streamed_call_gives_the_whole_answer()
    {
        await using var run = await LiveRun.StartAsync();
        using var client = run.TracedClient();

        await foreach (var update in client.GetStreamingResponseAsync("Hello stream"))
        {
            _ = update;
        }

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "Hello stream -> Echo: Hello stream" }));
        Assert.That(run.Reasons, Is.Empty);
    }

    [Test]
    public async Task A_tool_loop_traced_inside_gives_one_record()
    {
        await using var run = await LiveRun.StartAsync();
        using var client = LiveRun.Traced(run.OpenAIClient().AsIChatClient().AsBuilder().UseFunctionInvocation()).Build();

        await client.GetResponseAsync("What is the weather?", WithTool);

        // orchestrate_tools is the outermost span; the two calls of the model are its steps.
        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "What is the weather? -> It is sunny." }));
        Assert.That(run.Reasons, Is.EqualTo(new Dictionary<string, long> { ["nested"] = 2 }));
    }

    [Test]
    public async Task A_tool_loop_traced_outside_gives_one_record()
    {
        await using var run = await LiveRun.StartAsync();
        using var client = LiveRun.Traced(run.OpenAIClient().AsIChatClient().AsBuilder()).UseFunctionInvocation().Build();

        await client.GetResponseAsync("What is the weather?", WithTool);

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "What is the weather? -> It is sunny." }));
        Assert.That(run.Reasons, Is.Empty);
    }

    [Test]
    public async Task Equal_prompts_in_a_batch_give_a_record_each()
    {
        await using var run = await LiveRun.StartAsync();
        using var client = run.TracedClient();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => client.GetResponseAsync(i % 2 == 0 ? "joke" : "poem")));

        Assert.That(await run.RecordsAsync(), Is.EquivalentTo(
            Enumerable.Repeat("joke -> Echo: joke", 3).Concat(Enumerable.Repeat("poem -> Echo: poem", 3))));
        Assert.That(run.Reasons, Is.Empty);
    }

    [Test]
    public async Task Without_content_there_is_a_reason_instead_of_a_record()
    {
        await using var run = await LiveRun.StartAsync();
        using var client = run.OpenAIClient().AsIChatClient().AsBuilder().UseOpenTelemetry(configure: telemetry => telemetry.EnableSensitiveData = false).Build();

        await client.GetResponseAsync("Hello");

        Assert.That(await run.RecordsAsync(), Is.Empty);
        Assert.That(run.Reasons, Is.EqualTo(new Dictionary<string, long> { ["no_content"] = 1 }));
    }
}
