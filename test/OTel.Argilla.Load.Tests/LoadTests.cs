using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Load.Tests;

/// <summary>A load measures something only while it sends what it is said to send.</summary>
public sealed class LoadTests
{
    [Test]
    public void Bodies_hold_traces_of_20_spans_that_differ_in_ids_times_and_words([Values] bool isWeb)
    {
        var load = new LoadCase(IsGrpc: false, IsGzip: false, 100, isWeb);
        var template = load.Template();
        var bodies = load.Prepare(template, 7, 200).Select(static body => body.Content.ToArray()).ToList();

        var batches = bodies.ConvertAll(static body =>
        {
            var batch = new OtlpBatch();
            OtlpDecoder.Decode(body, OtlpFormat.Protobuf, OtlpSignal.Traces, batch);
            return batch;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(batches.SelectMany(static batch => batch.Spans).Select(static span => span.TraceId).Distinct().Count(), Is.EqualTo(10));
            Assert.That(batches.Sum(static batch => batch.Spans.Count), Is.EqualTo(isWeb ? 20 : 200));
            Assert.That(batches.Sum(static batch => batch.Spans.Count + batch.Links.Count), Is.EqualTo(200));
            for (var trace = 7; trace < 17; trace++)
            {
                Assert.That(bodies.Count(body => body.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Marker.Of(trace))) >= 0), Is.EqualTo(1));
            }

            Assert.That(bodies, Has.All.Matches<byte[]>(static body => body.AsSpan().IndexOf("feedface"u8) < 0));
        }
    }

    [Test]
    public async Task Every_request_is_acknowledged_in_every_way_to_send()
    {
        using var baseline = await ServerProcess.StartAsync(Contenders.Self("baseline"));
        foreach (var load in LoadCase.All)
        {
            var bodies = load.Prepare(load.Template(), 1, 3000);

            var result = await ClosedLoop.RunAsync(baseline, load, bodies, 3, static () => Task.CompletedTask);

            Assert.That(result.SpansPerSecond, Is.Positive, load.ToString());
            Assert.That(result.Latencies.Max, Is.Positive, load.ToString());
        }
    }
}
