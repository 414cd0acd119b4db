using System.Diagnostics;
using OTel.Argilla.Load.Clients;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Runs;

/// <summary>Several connections that each send the next request when the last one is acknowledged: as fast as the server can.</summary>
internal static class ClosedLoop
{
    /// <param name="server">The server.</param>
    /// <param name="load">How to send.</param>
    /// <param name="bodies">What to send, each once.</param>
    /// <param name="connections">How many at a time.</param>
    /// <param name="drained">Ends when the server has nothing more to do with it.</param>
    public static async Task<LoadResult> RunAsync(ServerProcess server, LoadCase load, IReadOnlyList<OtlpBody> bodies, int connections, Func<Task> drained)
    {
        var next = -1;
        var latencies = new Latencies();
        var cpu = server.Use.CpuSeconds;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendAsync)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await drained();
        double spans = (double)bodies.Count * load.SpansPerBody;
        return new LoadResult(spans / seconds, latencies, (server.Use.CpuSeconds - cpu) / spans * 1e6, server.Use.PeakMegabytes);

        async Task SendAsync()
        {
            using var client = new OtlpClient(load.IsGrpc);
            var url = load.IsGrpc ? server.Grpc : server.Http;
            while (Interlocked.Increment(ref next) is var i && i < bodies.Count)
            {
                var sent = Stopwatch.GetTimestamp();
                while (await client.SendAsync(url, bodies[i]) is var outcome && outcome != Outcome.Acknowledged)
                {
                    if (outcome == Outcome.Refused)
                    {
                        throw new InvalidOperationException($"Refused: {client.LastAnswer}");
                    }

                    await Pause.For(TimeSpan.FromMilliseconds(100));
                }

                latencies.Add(Stopwatch.GetElapsedTime(sent));
            }
        }
    }
}
