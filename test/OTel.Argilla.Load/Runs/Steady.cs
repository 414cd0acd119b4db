using System.Globalization;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Runs;

/// <summary>A steady load: how long an acknowledgement takes, and what happens to memory over time.</summary>
internal static class Steady
{
    /// <param name="sidecar">The command; null: the baseline.</param>
    /// <param name="load">What to send.</param>
    /// <param name="spansPerSecond">The rate.</param>
    /// <param name="traces">How many in all.</param>
    /// <param name="data">Where the sidecar keeps what it must not forget.</param>
    public static async Task RunAsync(IReadOnlyList<string>? sidecar, LoadCase load, int spansPerSecond, long traces, string data)
    {
        await using var argilla = await ArgillaSink.StartAsync();
        using var server = sidecar is null ? await ServerProcess.StartAsync(Contenders.Self("baseline")) : await Contenders.SidecarAsync(sidecar, data, argilla.Url);
        var template = load.Template();

        // Code that runs for the first time is compiled on the way.
        await FixedRate.RunAsync(server, load, template, 1, spansPerSecond / 2, TimeSpan.FromSeconds(5), static _ => { });
        var spans = traces * Bodies.LoadTraces.SpansPerTrace;
        var megabytes = new List<double>();
        var journal = new List<double>();
        var result = await FixedRate.RunAsync(server, load, template, 1_000_000_000, spansPerSecond, TimeSpan.FromSeconds((double)spans / spansPerSecond), now =>
        {
            megabytes.Add(now);
            journal.Add(Size(data));
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{load}: {traces} traces, {spans} spans at {spansPerSecond} a second (reached: {result.SpansPerSecond:0})"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"acknowledged within: p50 {result.Latencies.At(0.5):0.0} ms, p99 {result.Latencies.At(0.99):0.0} ms, p99.9 {result.Latencies.At(0.999):0.0} ms, max {result.Latencies.Max:0} ms; CPU {result.CpuSecondsPerMillion:0.0} s a million spans"));
        Console.WriteLine("resident MB over time: " + Tenths(megabytes) + string.Create(CultureInfo.InvariantCulture, $"; peak {result.ResidentMegabytes:0}"));
        if (sidecar is not null)
        {
            Console.WriteLine("journal MB over time: " + Tenths(journal));
            var expected = (int)(traces + (spansPerSecond / 2 * 5 / Bodies.LoadTraces.SpansPerTrace));
            await Pause.Until(() => Task.FromResult(argilla.Records >= expected), TimeSpan.FromMinutes(5), $"{expected} records, there are {argilla.Records}");
            Console.WriteLine($"records delivered: {argilla.Records} of {expected}");
        }
    }

    private static double Size(string data) => Directory.Exists(data) ? new DirectoryInfo(data).EnumerateFiles().Sum(static file => file.Length) / 1048576.0 : 0;

    private static string Tenths(List<double> values) =>
        string.Join(", ", Enumerable.Range(0, 11).Select(i => values.Count == 0 ? 0 : values[Math.Min(values.Count - 1, i * values.Count / 10)]).Select(static value => value.ToString("0", CultureInfo.InvariantCulture)));
}
