using System.Text;
using System.Text.Json;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Tests.Serving;

namespace OTel.Argilla.Captures.Tests.Journaled;

/// <summary>Requests through the journal and the assembler, as <c>otel-argilla serve</c> takes them, by processes that die now and then.</summary>
internal static class JournaledRun
{
    /// <summary>The records that are there in the end, as lines of JSON in the order of their ids.</summary>
    /// <param name="requests">In the order in which they come.</param>
    /// <param name="pause">What passes at most between two of them; less is chosen at random.</param>
    /// <param name="crashes">One of how many requests is followed by a crash; 0 for none.</param>
    /// <param name="seed">Of all that is chosen at random.</param>
    public static IReadOnlyList<string> Records(IReadOnlyList<RecordedRequest> requests, TimeSpan pause, int crashes, int seed)
    {
        var random = new Random(seed);
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var metrics = new ExporterMetrics();
        using var output = new MemoryStream();
        using var target = new JsonLinesTarget(new ArgillaExporterOptions(), metrics, output, static _ => { });
        using var rig = new AssemblyRig(Send, random: random, cacheBytes: random.Next(2) == 0 ? 1 : 16 * 1024 * 1024);
        foreach (var request in requests)
        {
            Ingest(rig, request);
            if (random.Next(4) == 0)
            {
                // The answer got lost.
                Ingest(rig, request);
            }

            rig.Time.Advance(pause * random.NextDouble());
            for (var step = random.Next(3); step > 0; step--)
            {
                rig.Assembler.Step();
            }

            rig.Delivery.LetThrough(random.Next(3));
            if (crashes > 0 && random.Next(crashes) == 0)
            {
                rig.Crash();
                for (var step = random.Next(3); step > 0; step--)
                {
                    rig.Assembler.Step();
                }
            }
        }

        if (crashes > 0)
        {
            rig.Pass(TimeSpan.FromSeconds(random.Next(200)));
            rig.Crash();
        }

        rig.Finish();
        Assert.That((rig.Assembler.PendingTraces, rig.Journal.Chunks, rig.Assembler.Problem), Is.EqualTo((0, 0, (string?)null)), "nothing is left in the journal");
        return [.. records.Values];

        void Send(RecordDocument record)
        {
            output.SetLength(0);
            target.Enqueue(record);
            var line = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n');
            using var json = JsonDocument.Parse(line);
            records[json.RootElement.GetProperty("external_id").GetString()!] = line;
        }
    }

    private static void Ingest(AssemblyRig rig, RecordedRequest request)
    {
        var result = rig.Ingest(request.Body, request.IsJson ? OtlpFormat.Json : OtlpFormat.Protobuf, request.IsLogs ? OtlpSignal.Logs : OtlpSignal.Traces);
        Assert.That(result with { Items = 0 }, Is.EqualTo(IngestResult.Accepted));
    }
}
