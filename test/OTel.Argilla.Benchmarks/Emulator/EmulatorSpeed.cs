using System.Diagnostics;
using System.Globalization;

namespace OTel.Argilla.Benchmarks.Emulator;

/// <summary>How fast an emulator starts, and how fast it takes records, few or many, from one writer or ten.</summary>
internal static class EmulatorSpeed
{
    private const int Starts = 11;
    private const int Batch = 500;
    private const int Batches = 200;
    private const int Writers = 10;
    private const int Window = 10;

    /// <summary>Measures the emulator that a command starts and writes a table.</summary>
    /// <param name="command">The command, such as a native executable, or <c>dotnet run ... --</c>.</param>
    public static async Task Measure(IReadOnlyList<string> command)
    {
        Row("measured", "value");
        Row("---", "---");
        await Start(command);
        await Grow(command, "in memory");
        var file = Path.Combine(Path.GetTempPath(), $"emulator-speed-{Guid.NewGuid():N}.db");
        try
        {
            await Grow(command, "--data", "--data", file);
        }
        finally
        {
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(file + suffix);
            }
        }

        await AtOnce(command);
    }

    private static async Task Start(IReadOnlyList<string> command)
    {
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            using var run = await EmulatorRun.Start(command);
            times.Add(run.FirstAnswer.TotalMilliseconds);
        }

        Row($"start of the process to the end of its first answer, {Starts} starts: first, median, slowest", $"{Show(times[0])}, {Show(Median(times))}, {Show(times.Max())}");
    }

    private static async Task Grow(IReadOnlyList<string> command, string kind, params IEnumerable<string> arguments)
    {
        using var run = await EmulatorRun.Start(command, arguments);

        // So that the first batch does not pay for code that is compiled or read for the first time.
        var warm = await run.Dataset("warm-up");
        for (var i = 0; i < Window; i++)
        {
            await run.Put(warm, i * Batch, Batch);
        }

        var dataset = await run.Dataset("large");
        var times = new List<double>();
        for (var i = 0; i < Batches; i++)
        {
            times.Add((await run.Put(dataset, i * Batch, Batch)).TotalMilliseconds);
        }

        var (first, last) = (Median(times[..Window]), Median(times[^Window..]));
        var total = await run.Total(dataset);
        Row($"{total:N0} records by upserts of {Batch}, {kind}: records a second", $"{total / times.Sum() * 1000:N0}");
        Row($"the same: first batch, last batch, ratio (median of {Window} each)", $"{Show(first)}, {Show(last)}, {last / first:0.00}");
        Row("the same: very first batch, very last batch, ratio", $"{Show(times[0])}, {Show(times[^1])}, {times[^1] / times[0]:0.00}");

        times.Clear();
        for (var i = 0; i < Batches; i += Batches / 20)
        {
            times.Add((await run.Put(dataset, i * Batch, Batch)).TotalMilliseconds);
        }

        Row($"a batch of {Batch} over existing records, {kind} (median)", Show(Median(times)));
    }

    private static async Task AtOnce(IReadOnlyList<string> command)
    {
        using var run = await EmulatorRun.Start(command);
        var dataset = await run.Dataset("ten");
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var i = 0; i < Batches / Writers; i++)
            {
                await run.Put(dataset, ((writer * Batches / Writers) + i) * Batch, Batch);
            }
        }));
        var elapsed = Stopwatch.GetElapsedTime(began);
        var total = await run.Total(dataset);
        Row($"{Writers} writers at once, {Batches * Batch:N0} records in all: stored, records a second", $"{total:N0}, {total / elapsed.TotalSeconds:N0}");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static string Show(double milliseconds) => $"{milliseconds.ToString("0", CultureInfo.InvariantCulture)} ms";

    private static void Row(string what, FormattableString value) => Row(what, value.ToString(CultureInfo.InvariantCulture));

    private static void Row(string what, string value) => Console.WriteLine($"| {what} | {value} |");
}
