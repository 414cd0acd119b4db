using System.ClientModel;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using OpenAI;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using OTel.Argilla.Load;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.LiveSdk.Tests;

/// <summary>The SDKs again, but with the OTLP exporter of the .NET SDK and a running sidecar instead of the exporter in the app: the records are the same.</summary>
[NonParallelizable]
public sealed class SidecarTests
{
    private static readonly AITool Weather = AIFunctionFactory.Create((string query) => "sunny", "get_weather");

    private readonly TemporaryDirectory _directory = new();
    private EmulatorServer _argilla = null!;
    private ServerProcess _sidecar = null!;
    private ScriptedOpenAI _openAI = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        AppContext.SetSwitch("Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive", true);
        _openAI = await ScriptedOpenAI.StartAsync();
        _argilla = await EmulatorServer.StartAsync(Path.Combine(_directory.Path, "argilla.db"));
        _sidecar = await Contenders.SidecarAsync(Contenders.Command, Path.Combine(_directory.Path, "data"), _argilla.Url, new Dictionary<string, string> { ["ARGILLA_DATASET"] = "{service.name}" });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _sidecar.Dispose();
        _argilla.Dispose();
        await _openAI.DisposeAsync();
        _directory.Dispose();
    }

    [TestCase(OtlpExportProtocol.Grpc)]
    [TestCase(OtlpExportProtocol.HttpProtobuf)]
    public async Task Every_SDK_gives_the_records_that_the_exporter_gives(OtlpExportProtocol protocol)
    {
        var service = $"sdks-{protocol}".ToLowerInvariant();
        using (var tracing = Tracing(protocol, service))
        {
            using var client = LiveRun.Traced(Client().AsBuilder().UseFunctionInvocation()).Build();
            await client.GetResponseAsync("Hello");
            await foreach (var update in client.GetStreamingResponseAsync("Hello stream"))
            {
                _ = update;
            }

            await client.GetResponseAsync("What is the weather?", new ChatOptions { Tools = [Weather] });
            await new ChatClientAgent(LiveRun.Traced(Client().AsBuilder()).Build(), name: "Concierge", tools: [Weather]).AsBuilder()
                .UseOpenTelemetry(configure: static telemetry => telemetry.EnableSensitiveData = true).Build().RunAsync("What is the weather, agent?");
            await Kernel.CreateBuilder().AddOpenAIChatCompletion(LiveRun.Model, _openAI.Endpoint, apiKey: "none").Build().InvokePromptAsync("Hello kernel");
            Assert.That(tracing.ForceFlush(), Is.True);
        }

        string[] expected =
        [
            "Hello -> Echo: Hello", "Hello stream -> Echo: Hello stream", "What is the weather? -> It is sunny.", "What is the weather, agent? -> It is sunny.", "Hello kernel -> Echo: Hello kernel",
        ];
        await Pause.Until(async () => await _argilla.CountAsync(service) >= expected.Length, TimeSpan.FromMinutes(1), "five records");
        Assert.That(await _argilla.PairsAsync(service), Is.EquivalentTo(expected));
    }

    private IChatClient Client() => new OpenAIClient(new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = _openAI.Endpoint }).GetChatClient(LiveRun.Model).AsIChatClient();

    private TracerProvider Tracing(OtlpExportProtocol protocol, string service) => Sdk.CreateTracerProviderBuilder()
        .AddGenAISources()
        .ConfigureResource(resource => OpenTelemetry.Resources.ResourceBuilderExtensions.AddService(resource, service))
        .AddOtlpExporter(options =>
        {
            options.Protocol = protocol;
            options.Endpoint = protocol == OtlpExportProtocol.Grpc ? _sidecar.Grpc : new Uri(_sidecar.Http, "/v1/traces");
        })
        .Build();
}
