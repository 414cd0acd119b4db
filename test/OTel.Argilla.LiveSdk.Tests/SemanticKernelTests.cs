using Microsoft.SemanticKernel;

namespace OTel.Argilla.LiveSdk.Tests;

/// <summary>Semantic Kernel with its own OpenAI connector.</summary>
[NonParallelizable]
public sealed class SemanticKernelTests
{
    // Read once, by Semantic Kernel's first use in the process.
    [OneTimeSetUp]
    public void SwitchOn() => AppContext.SetSwitch("Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive", true);

    [Test]
    public async Task A_prompt_function_gives_one_record()
    {
        await using var run = await LiveRun.StartAsync();

        await Kernel(run).InvokePromptAsync("Hello");

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "Hello -> Echo: Hello" }));
    }

    [Test]
    public async Task Automatic_function_calling_gives_one_record()
    {
        await using var run = await LiveRun.StartAsync();
        var kernel = Kernel(run);
        kernel.Plugins.AddFromFunctions("weather", [KernelFunctionFactory.CreateFromMethod((string query) => "sunny", "get_weather")]);
        var settings = new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };

        await kernel.InvokePromptAsync("What is the weather?", new KernelArguments(settings));

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "What is the weather? -> It is sunny." }));
    }

    [Test]
    public async Task A_streamed_prompt_gives_the_whole_answer()
    {
        await using var run = await LiveRun.StartAsync();

        await foreach (var piece in Kernel(run).InvokePromptStreamingAsync("Hello stream"))
        {
            _ = piece;
        }

        Assert.That(await run.RecordsAsync(), Is.EqualTo(new[] { "Hello stream -> Echo: Hello stream" }));
    }

    private static Kernel Kernel(LiveRun run) =>
        Microsoft.SemanticKernel.Kernel.CreateBuilder().AddOpenAIChatCompletion(LiveRun.Model, run.Endpoint, apiKey: "none").Build();
}
