// One app, two destinations: every span goes to an OTLP backend, and what people should review goes to Argilla.
//
//   dotnet run --project src/OTel.Argilla.Emulator                       (or a real Argilla)
//   ARGILLA_API_KEY=argilla.apikey dotnet run --project docs/examples/argilla-beside-otlp
//
// The OTLP backend is where OTEL_EXPORTER_OTLP_ENDPOINT says, http://localhost:4317 by default. The two exporters do not depend on
// each other: when one destination is away, the other gets all the same.
using System.Diagnostics;
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OTel.Argilla.Examples;

using var app = new ActivitySource("Shop");
using var tracing = Sdk.CreateTracerProviderBuilder()
    .ConfigureResource(resource => resource.AddService("shop"))
    .AddSource(app.Name)
    .AddGenAISources()
    .AddOtlpExporter()
    .AddArgillaExporter(options => options.Dataset = "shop")
    .Build();

using var model = ExampleModel.Create("Your order left the warehouse this morning.").AsBuilder()
    .UseOpenTelemetry(configure: telemetry => telemetry.EnableSensitiveData = true)
    .Build();

// This span is for the OTLP backend alone; the call of the model below it goes to both.
using (app.StartActivity("answer customer"))
{
    Console.WriteLine(await model.GetResponseAsync("Where is my order?"));
}
