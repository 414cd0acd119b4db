using System.ClientModel;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Emulator;

namespace OTel.Argilla.LiveSdk.Tests;

/// <summary>One test's world: the scripted endpoint, the emulator, and a tracer provider with the exporter as an app registers it.</summary>
internal sealed class LiveRun : IAsyncDisposable
{
    public const string Model = "gpt-scripted";

    private readonly ScriptedOpenAI _openAI;
    private readonly ArgillaEmulator _argilla;
    private readonly TracerProvider _tracing;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _reasons = new();

    private LiveRun(ScriptedOpenAI openAI, ArgillaEmulator argilla)
    {
        _openAI = openAI;
        _argilla = argilla;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "argilla.exporter.spans")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "reason", Value: string reason })
                {
                    _reasons.AddOrUpdate(reason, count, (_, sum) => sum + count);
                }
            }
        });
        _listener.Start();
        _tracing = Sdk.CreateTracerProviderBuilder()
            .AddGenAISources()
            .AddArgillaExporter(options =>
            {
                options.ApiUrl = argilla.Url;
                options.ApiKey = argilla.ApiKey;
                options.Workspace = argilla.Workspace;
            })
            .Build();
    }

    public Uri Endpoint => _openAI.Endpoint;

    /// <summary>How many candidate spans gave no record, by reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    public static async Task<LiveRun> StartAsync() => new(await ScriptedOpenAI.StartAsync(), await ArgillaEmulator.StartAsync());

    /// <summary>The OpenAI SDK's own client.</summary>
    public ChatClient OpenAIClient() =>
        new OpenAIClient(new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = Endpoint }).GetChatClient(Model);

    /// <summary>Microsoft.Extensions.AI over it, traced with content.</summary>
    public IChatClient TracedClient() => Traced(OpenAIClient().AsIChatClient().AsBuilder()).Build();

    public static ChatClientBuilder Traced(ChatClientBuilder builder) => builder.UseOpenTelemetry(configure: telemetry => telemetry.EnableSensitiveData = true);

    /// <summary>Flushes and reads back what Argilla has: "prompt -> response", oldest first.</summary>
    public async Task<List<string>> RecordsAsync()
    {
        Assert.That(_tracing.ForceFlush(), Is.True);
        using var http = new HttpClient { BaseAddress = new Uri(_argilla.Url, "/api/v1/") };
        http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", _argilla.ApiKey);
        var datasets = await http.GetFromJsonAsync<JsonElement>("me/datasets");
        var records = new List<string>();
        foreach (var dataset in datasets.GetProperty("items").EnumerateArray())
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"datasets/{dataset.GetProperty("id").GetString()}/records?limit=1000");
            records.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("fields"))
                .Select(fields => $"{fields.GetProperty("prompt")} -> {fields.GetProperty("response")}"));
        }

        return records;
    }

    public async ValueTask DisposeAsync()
    {
        _tracing.Dispose();
        _listener.Dispose();
        await _openAI.DisposeAsync();
        await _argilla.DisposeAsync();
    }
}
