// A web API over an Agent Framework agent with a tool. Each request gives one record: the question and the final answer.
//
//   dotnet run --project src/OTel.Argilla.Emulator                       (or a real Argilla)
//   ARGILLA_API_KEY=argilla.apikey dotnet run --project docs/examples/aspnetcore-agent-framework --urls http://localhost:5080
//   curl -d '"Where is order 1234?"' -H 'Content-Type: application/json' http://localhost:5080/ask
using System.ComponentModel;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using OpenTelemetry.Trace;
using OTel.Argilla.Examples;

var builder = WebApplication.CreateBuilder(args);

// The exporter reads the section "Argilla" of appsettings.json and the ARGILLA_* environment variables.
// ASP.NET Core's own spans belong here too: they are the parents of the agent's, and the default sampler follows the parent.
builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
    .AddAspNetCoreInstrumentation()
    .AddGenAISources()
    .AddArgillaExporter());

builder.Services.AddSingleton<AIAgent>(_ =>
    new ChatClientAgent(
        ExampleModel.Create("Order 1234 left the warehouse this morning."),
        instructions: "You answer customers of a shop. Look orders up before you answer.",
        name: "ShopAgent",
        tools: [AIFunctionFactory.Create(OrderStatus)])
    .AsBuilder()
    .UseOpenTelemetry(configure: telemetry => telemetry.EnableSensitiveData = true)
    .Build());

var app = builder.Build();
app.MapPost("/ask", async ([Microsoft.AspNetCore.Mvc.FromBody] string question, AIAgent agent, CancellationToken cancelled) =>
    (await agent.RunAsync(question, cancellationToken: cancelled)).Text);
app.Run();

[Description("Says where an order is.")]
static string OrderStatus([Description("The order's number.")] string order) => $"Order {order}: left the warehouse at 07:40.";
