// A record hook sees each record before it is queued. This one takes e-mail addresses out and keeps internal tests from the reviewers.
//
//   dotnet run --project src/OTel.Argilla.Emulator                       (or a real Argilla)
//   ARGILLA_API_KEY=argilla.apikey dotnet run --project docs/examples/record-hook-redacts
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Examples;

using var tracing = Sdk.CreateTracerProviderBuilder()
    .AddGenAISources()
    .AddArgillaExporter(options =>
    {
        options.Dataset = "redacted";
        options.RecordHook = Redaction.Apply;
    })
    .Build();

using var model = ExampleModel.Create("I wrote to ada@example.org and will tell you what she says.").AsBuilder()
    .UseOpenTelemetry(configure: telemetry => telemetry.EnableSensitiveData = true)
    .Build();

await model.GetResponseAsync("Please ask ada@example.org when she is free."); // one record, without the address
await model.GetResponseAsync("[test] ping"); // no record
