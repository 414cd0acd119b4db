using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Captures.Tests.Otlp;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Captures.Tests;

/// <summary>Requests through the decoders, the store of traces, the rules and the record writer, as <c>otel-argilla replay --output</c> does it.</summary>
internal static class SidecarRun
{
    /// <summary>The records, as lines of JSON in the order of their ids.</summary>
    /// <param name="requests">In the order in which they come.</param>
    /// <param name="pause">What passes between two of them; whatever is complete by then is evaluated, as <c>serve</c> does it. Without, all is evaluated in the end.</param>
    public static IReadOnlyList<string> Records(IEnumerable<RecordedRequest> requests, TimeSpan pause = default)
    {
        var time = new FakeTimeProvider();
        var options = new ArgillaExporterOptions();
        using var metrics = new ExporterMetrics();
        using var output = new MemoryStream();
        using var target = new JsonLinesTarget(options, metrics, output, static _ => { });
        var store = new TraceStore(ReplayLimits.Buffer, ReplayLimits.MaxLinks, time, new RecordMaker(new PipelineParts
        {
            Evaluator = new PairEvaluator(new PairOptions()),
            Write = new RecordWriter(options.EvaluationMapping).Write,
            Delivery = target,
            Metrics = metrics,
            TimeProvider = time,
        }));
        var batch = new OtlpBatch();
        foreach (var request in requests)
        {
            batch.Clear();
            OtlpDecoder.Decode(
                request.Body, request.IsJson ? OtlpFormat.Json : OtlpFormat.Protobuf, request.IsLogs ? OtlpSignal.Logs : OtlpSignal.Traces, batch);
            store.Add(batch);
            if (pause > TimeSpan.Zero)
            {
                store.CompleteDue();
                time.Advance(pause);
                store.CompleteDue();
            }
        }

        store.CompleteAll();
        target.Finish(static _ => { });
        return Latest(System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public static PromptAndResponse Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var fields = json.RootElement.GetProperty("fields");
        return new PromptAndResponse(fields.GetProperty("prompt").GetString()!, fields.GetProperty("response").GetString()!);
    }

    public static string Dialect(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("metadata").GetProperty("dialect").GetString()!;
    }

    /// <summary>A record that is written again takes the place of the first, as in Argilla.</summary>
    private static string[] Latest(string[] lines)
    {
        var byId = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            byId[json.RootElement.GetProperty("external_id").GetString()!] = line;
        }

        return [.. byId.Values];
    }
}
