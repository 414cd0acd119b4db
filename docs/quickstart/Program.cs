using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Emulator;
using OTel.Argilla.Quickstart;

// The server: the Argilla at ARGILLA_API_URL if that is set, else an emulator inside this process.
var apiUrl = Environment.GetEnvironmentVariable("ARGILLA_API_URL");
if (!Uri.TryCreate(apiUrl, UriKind.Absolute, out var url) && !string.IsNullOrEmpty(apiUrl))
{
    Console.Error.WriteLine($"ARGILLA_API_URL is '{apiUrl}', which is no address: set it to one such as http://localhost:6900, or unset it to use the emulator.");
    return 1;
}

await using var emulator = url is null ? await ArgillaEmulator.StartAsync() : null;
var server = new Server(
    emulator?.Url ?? url!,
    emulator?.ApiKey ?? Environment.GetEnvironmentVariable("ARGILLA_API_KEY"),
    emulator?.Workspace ?? Environment.GetEnvironmentVariable("ARGILLA_WORKSPACE"),
    Dataset: "quickstart");

using var warnings = new ExporterWarnings();
using var skipped = new SkippedSpans();
var ours = new List<string>();

try
{
    // A real app needs no more than .AddGenAISources().AddArgillaExporter() and the environment variables.
    using var tracing = Sdk.CreateTracerProviderBuilder()
        .AddSource(Scenarios.SourceName)
        .AddGenAISources()
        .AddProcessor(skipped.Names)
        .AddArgillaExporter(options =>
        {
            options.ApiUrl = server.Url;
            options.ApiKey = server.ApiKey;
            options.Workspace = server.Workspace;
            options.Dataset = server.Dataset;

            // Remembers which records are ours: the dataset of a real server may hold those of an earlier run.
            options.RecordHook = record =>
            {
                ours.Add(record.ExternalId);
                return record;
            };
        })
        .Build();

    // EnableSensitiveData puts prompts and responses onto the spans; without it there is nothing to review.
    using var llm = Model.Create().AsBuilder()
        .UseOpenTelemetry(configure: telemetry => telemetry.EnableSensitiveData = true)
        .Build();
    using var agent = llm.AsBuilder().UseFunctionInvocation().Build();

    await Scenarios.BatchAsync(llm);
    await Scenarios.ChainAsync(llm);
    await Scenarios.AgentAsync(agent);

    // Not for ever: where the server refuses the key, records wait in the exporter's queue.
    tracing.ForceFlush(10_000);
}
catch (OptionsValidationException invalid)
{
    Console.Error.WriteLine(invalid.Message);
    return 1;
}

var records = await ReadBackAsync();
RecordTable.Print(records);
skipped.Print();

Console.WriteLine();
Console.WriteLine($"{records.Count} records written, {Scenarios.ExpectedRecords - records.Count} lost");

if (emulator is not null && args.Contains("--serve"))
{
    Console.WriteLine($"\nThe records stay at {server.Url} (API key {server.ApiKey}, workspace {server.Workspace}). Ctrl+C stops the server.");
    var stopped = new TaskCompletionSource();
    Console.CancelKeyPress += (_, pressed) => pressed.Cancel = stopped.TrySetResult();
    await stopped.Task;
}

return records.Count == Scenarios.ExpectedRecords ? 0 : 1;

async Task<List<Record>> ReadBackAsync()
{
    try
    {
        return await server.ReadAsync(ours);
    }
    catch (HttpRequestException error)
    {
        Console.Error.WriteLine($"The records cannot be read back: {error.Message}");
        return [];
    }
}
