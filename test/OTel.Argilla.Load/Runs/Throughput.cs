using System.Globalization;
using OTel.Argilla.Load.Clients;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Runs;

/// <summary>The sidecar beside the baseline, in turns, for each way to send.</summary>
internal static class Throughput
{
    private const int Connections = 30;

    /// <param name="sidecar">The command; null: the baseline alone, beside receivers with nothing behind them.</param>
    /// <param name="spans">Spans of a run.</param>
    /// <param name="rounds">Runs of each.</param>
    /// <param name="data">Where the sidecar keeps what it must not forget.</param>
    /// <param name="cases">Ways to send.</param>
    public static async Task RunAsync(IReadOnlyList<string>? sidecar, int spans, int rounds, string data, IEnumerable<LoadCase> cases)
    {
        await using var argilla = await ArgillaSink.StartAsync();
        using var baseline = await ServerProcess.StartAsync(Contenders.Self("baseline"));
        using var other = sidecar is null ? await ServerProcess.StartAsync(Contenders.Self("receivers")) : await Contenders.SidecarAsync(sidecar, data, argilla.Url);
        var name = sidecar is null ? "receivers alone" : "sidecar";
        Console.WriteLine($"| case | bytes a span | server | spans/s (median of {rounds}) | fastest | p50 ms | p99 ms | max ms | CPU s a million | peak RSS MB |");
        Console.WriteLine("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|");
        long trace = 1;
        var ratios = new List<(LoadCase Load, double Ratio)>();
        foreach (var load in cases)
        {
            var template = load.Template();
            var results = new Dictionary<ServerProcess, List<LoadResult>> { [baseline] = [], [other] = [] };

            // The first round warms up: code is compiled, pages are touched.
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var server in round % 2 == 0 ? new[] { baseline, other } : [other, baseline])
                {
                    var bodies = load.Prepare(template, trace, spans);
                    trace += spans;
                    var expected = argilla.Records + (spans / Bodies.LoadTraces.SpansPerTrace);
                    var result = await ClosedLoop.RunAsync(server, load, bodies, Connections, () => sidecar is null || server == baseline
                        ? Task.CompletedTask
                        : Pause.Until(() => Task.FromResult(argilla.Records >= expected), TimeSpan.FromMinutes(2), $"{expected} records, there are {argilla.Records}"));
                    if (round > 0)
                    {
                        results[server].Add(result);
                    }
                }
            }

            Row(load, template.Length / (double)template.Spans, "baseline", results[baseline]);
            Row(load, template.Length / (double)template.Spans, name, results[other]);
            ratios.Add((load, Median(results[other], static result => result.SpansPerSecond) / Median(results[baseline], static result => result.SpansPerSecond)));
        }

        Console.WriteLine();
        foreach (var (load, ratio) in ratios)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- {load}: {name} {ratio:0.00} times as fast as the baseline"));
        }
    }

    private static void Row(LoadCase load, double bytes, string name, List<LoadResult> results) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {load} | {bytes:0} | {name} | {Median(results, static r => r.SpansPerSecond):0} | {results.Max(static r => r.SpansPerSecond):0} | {Median(results, static r => r.Latencies.At(0.5)):0.0} | {Median(results, static r => r.Latencies.At(0.99)):0.0} | {results.Max(static r => r.Latencies.Max):0} | {Median(results, static r => r.CpuSecondsPerMillion):0.0} | {results.Max(static r => r.ResidentMegabytes):0} |"));

    private static double Median(List<LoadResult> results, Func<LoadResult, double> of) => results.Select(of).Order().ElementAt(results.Count / 2);
}
