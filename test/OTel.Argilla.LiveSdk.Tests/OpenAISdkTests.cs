using Microsoft.Extensions.AI;

namespace OTel.Argilla.LiveSdk.Tests;

/// <summary>The OpenAI SDK's own tracing, which never holds content.</summary>
[NonParallelizable]
public sealed class OpenAISdkTests
{
    // Read once, when the SDK's first client is made: it stays on for the whole run.
    [OneTimeSetUp]
    public void SwitchOn() => AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);

    [OneTimeTearDown]
    public void SwitchOff() => AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", false);

    [Test]
    public async Task Alone_it_gives_no_record_and_says_why()
    {
        await using var run = await LiveRun.StartAsync();

        await run.OpenAIClient().CompleteChatAsync("Hello");

        Assert.That(await run.RecordsAsync(), Is.Empty);
        Assert.That(run.Reasons, Is.EqualTo(new Dictionary<string, long> { ["no_content"] = 1 }));
    }

    [Test]
    public async Task Beneath_Extensions_AI_the_call_gives_one_record()
    {
        await using var run = await LiveRun.StartAsync();
        using var client = run.TracedClient();

        await client.GetResponseAsync("Hello");

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "Hello -> Echo: Hello" }));
        Assert.That(run.Reasons.Values.Sum(), Is.EqualTo(1), "the inner span of the same call");
    }
}
