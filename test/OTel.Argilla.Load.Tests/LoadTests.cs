using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Crash;
using OTel.Argilla.Load.Hostile;
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

    [Test]
    public async Task Open_traces_are_taken_in_and_give_no_record([Values] bool isWeb)
    {
        using var directory = new TemporaryDirectory();
        var (before, after) = await OpenTraces.RunAsync(Contenders.Command, 50, isWeb, directory.Path, TimeSpan.FromSeconds(1));
        Assert.That(after, Is.GreaterThan(before));
    }

    [Test]
    public async Task What_clients_send_in_a_crash_test_gives_one_record_a_trace_in_whatever_pieces()
    {
        using var directory = new TemporaryDirectory();
        using var emulator = await EmulatorServer.StartAsync(Path.Combine(directory.Path, "argilla.db"));
        var work = new Workload(1);
        for (var requests = 0; requests < 100; requests++)
        {
            work.Next();
        }

        work.End();
        while (work.Next() is not null)
        {
        }

        await ReplayComparison.ReplayAsync(emulator, work.Write(directory.Path));

        Assert.That(await emulator.CountAsync("replayed"), Is.EqualTo(work.Traces));
        Assert.That(work.Given, Has.Count.GreaterThan(100));
    }

    [Test]
    public async Task The_fuzz_itself_gets_answers_of_every_kind()
    {
        using var baseline = await ServerProcess.StartAsync(Contenders.Self("baseline"));
        using var fuzz = new EndpointFuzz(baseline, 1);

        await fuzz.RunAsync(400);

        Assert.That(fuzz.Answers.Keys, Is.SupersetOf(new[] { "HTTP 200", "HTTP 400", "HTTP 404", "HTTP 415", "gRPC 0", "gRPC 3", "gRPC 12" }));
    }
}
