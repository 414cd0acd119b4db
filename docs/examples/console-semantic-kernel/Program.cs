// Semantic Kernel in a console app: a prompt function that calls a plugin gives one record.
//
//   dotnet run --project src/OTel.Argilla.Emulator                       (or a real Argilla)
//   ARGILLA_API_KEY=argilla.apikey dotnet run --project docs/examples/console-semantic-kernel
using System.ComponentModel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Examples;

// Semantic Kernel's own switch for prompts and responses; it must be set before the first kernel is made.
AppContext.SetSwitch("Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive", true);

using var tracing = Sdk.CreateTracerProviderBuilder()
    .AddGenAISources()
    .AddArgillaExporter(options => options.Dataset = "semantic-kernel")
    .Build();

var builder = Kernel.CreateBuilder();
builder.Plugins.AddFromType<Orders>();
builder.Services
    .AddChatClient(ExampleModel.Create("Order 1234 left the warehouse this morning."))
    .UseKernelFunctionInvocation()
    .UseOpenTelemetry(configure: telemetry => telemetry.EnableSensitiveData = true);
var kernel = builder.Build();

var settings = new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
var answer = await kernel.InvokePromptAsync(
    "Answer the customer in one sentence: {{$question}}",
    new KernelArguments(settings) { ["question"] = "Where is order 1234?" });
Console.WriteLine(answer);

internal sealed class Orders
{
    [KernelFunction, Description("Says where an order is.")]
    public static string Status([Description("The order's number.")] string order) => $"Order {order}: left the warehouse at 07:40.";
}
