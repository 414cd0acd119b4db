using System.Diagnostics;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Crash;

/// <summary>The records that the sidecar has delivered beside those that <c>replay</c> makes of the same requests.</summary>
internal static class ReplayComparison
{
    private const int Shown = 3;

    /// <summary>What is wrong; empty when they are the same.</summary>
    /// <param name="emulator">Where the records are.</param>
    /// <param name="requests">All that was acknowledged, as files for <c>replay</c>: name and content.</param>
    /// <param name="directory">For the files.</param>
    /// <param name="limit">How long to wait until they are the same: what came late is written again.</param>
    /// <param name="dataset">What the sidecar has delivered to.</param>
    public static async Task<(int Records, IReadOnlyList<string> Problems)> RunAsync(EmulatorServer emulator, IEnumerable<(string Name, byte[] Content)> requests, string directory, TimeSpan limit, string dataset = "llm-traces")
    {
        var files = Directory.CreateDirectory(Path.Combine(directory, "acknowledged")).FullName;
        foreach (var (name, content) in requests)
        {
            await File.WriteAllBytesAsync(Path.Combine(files, name), content);
        }

        await ReplayAsync(emulator, files);
        var expected = await emulator.RecordsAsync("replayed");
        var end = DateTime.UtcNow + limit;
        while (true)
        {
            var (records, problems) = Compare(expected, await emulator.RecordsAsync(dataset));
            if (problems.Count == 0 || DateTime.UtcNow > end)
            {
                return (records, problems);
            }

            await Pause.For(TimeSpan.FromSeconds(1));
        }
    }

    private static (int Records, IReadOnlyList<string> Problems) Compare(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual)
    {
        var missing = expected.Keys.Except(actual.Keys).ToList();
        var extra = actual.Keys.Except(expected.Keys).ToList();
        var different = expected.Where(pair => actual.TryGetValue(pair.Key, out var other) && other != pair.Value).ToList();
        return (actual.Count,
        [
            .. missing.Take(Shown).Select(id => $"missing ({missing.Count}): {id}"),
            .. extra.Take(Shown).Select(id => $"too much ({extra.Count}): {id}: {actual[id]}"),
            .. different.Take(Shown).Select(pair => $"different ({different.Count}): {pair.Key}:\n{pair.Value}\nis\n{actual[pair.Key]}"),
        ]);
    }

    private static async Task ReplayAsync(EmulatorServer emulator, string files)
    {
        var command = Contenders.Command;
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), "replay", files, "--dataset", "replayed", "--from-start", "--quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ARGILLA_API_URL"] = emulator.Url.AbsoluteUri;
        start.Environment["ARGILLA_API_KEY"] = "argilla.apikey";
        start.Environment["XDG_STATE_HOME"] = files + "-state";
        using var replay = Process.Start(start)!;
        var output = replay.StandardOutput.ReadToEndAsync();
        var error = replay.StandardError.ReadToEndAsync();
        await replay.WaitForExitAsync();
        if (replay.ExitCode != 0)
        {
            throw new InvalidOperationException($"replay ended with {replay.ExitCode}: {await error} {await output}");
        }
    }
}
