using System.Diagnostics;
using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Clients;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Runs;

/// <summary>So many spans a second, whatever the server does: a request that waits for one before it counts that wait.</summary>
internal static class FixedRate
{
    private const int Connections = 10;

    public static async Task<LoadResult> RunAsync(ServerProcess server, LoadCase load, BodyTemplate template, long firstTrace, int spansPerSecond, TimeSpan time, Action<double> megabytes)
    {
        var latencies = new Latencies();
        var interval = Stopwatch.Frequency * (double)load.SpansPerBody / spansPerSecond;
        var count = (long)Math.Round(time.TotalSeconds * spansPerSecond / load.SpansPerBody);
        var cpu = server.Use.CpuSeconds;
        var began = Stopwatch.GetTimestamp();
        long next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(SendAsync)).Append(Task.Run(WatchAsync)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double spans = (double)count * load.SpansPerBody;
        return new LoadResult(spans / seconds, latencies, (server.Use.CpuSeconds - cpu) / spans * 1e6, server.Use.PeakMegabytes);

        async Task SendAsync()
        {
            using var client = new OtlpClient(load.IsGrpc);
            var url = load.IsGrpc ? server.Grpc : server.Http;
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
            while (Interlocked.Increment(ref next) is var i && i < count)
            {
                var due = began + (long)(i * interval);
                var body = template.Write(firstTrace + (i * template.Traces));
                var coded = Coding.Of(body, load.IsGzip);
                while (Stopwatch.GetTimestamp() < due)
                {
                    await tick.WaitForNextTickAsync();
                }

                // The timer wakes up to a millisecond late, which is not the server's.
                var late = Stopwatch.GetElapsedTime(due);
                var from = late < TimeSpan.FromMilliseconds(2) ? Stopwatch.GetTimestamp() : due;
                while (await client.SendAsync(url, coded) is var outcome && outcome != Outcome.Acknowledged)
                {
                    if (outcome == Outcome.Refused)
                    {
                        throw new InvalidOperationException($"Refused: {client.LastAnswer}");
                    }

                    await Pause.For(TimeSpan.FromMilliseconds(100));
                }

                latencies.Add(Stopwatch.GetElapsedTime(from));
            }
        }

        async Task WatchAsync()
        {
            using var tick = new PeriodicTimer(TimeSpan.FromSeconds(5));
            while (Interlocked.Read(ref next) < count && await tick.WaitForNextTickAsync())
            {
                megabytes(server.Use.ResidentMegabytes);
            }
        }
    }
}
