using System.Diagnostics;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Crash;

/// <summary>The records that the sidecar has delivered beside those that <c>replay</c> makes of the same requests.</summary>
/// <param name="Records">How many the sidecar has delivered.</param>
/// <param name="Missing">What only replay has, by its id.</param>
/// <param name="Extra">What only the sidecar has.</param>
/// <param name="Different">What both have, but not the same: the id, replay's and the sidecar's.</param>
internal sealed record ReplayComparison(
    int Records, IReadOnlyDictionary<string, string> Missing, IReadOnlyDictionary<string, string> Extra, IReadOnlyList<(string Id, string Replay, string Sidecar)> Different)
{
    private const int Shown = 3;

    /// <summary>Looks, a second apart, that show the same: nothing more comes.</summary>
    private const int Settled = 4;

    /// <summary>A call that two traces have seen has the name of whichever was complete first; the words are the same.</summary>
    public bool HasOtherNamesOnly => Different.Count == 0 && Extra.Values.Select(FieldsOf).Order(StringComparer.Ordinal).SequenceEqual(Missing.Values.Select(FieldsOf).Order(StringComparer.Ordinal));

    /// <summary>What is wrong; empty when they are the same.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. Missing.Take(Shown).Select(pair => $"missing ({Missing.Count}): {pair.Key}: {pair.Value}"),
        .. Extra.Take(Shown).Select(pair => $"too much ({Extra.Count}): {pair.Key}: {pair.Value}"),
        .. Different.Take(Shown).Select(one => $"different ({Different.Count}): {one.Id}:\n{one.Replay}\nis\n{one.Sidecar}"),
    ];

    /// <summary>Compares until they are the same, or for so long: what came late is written again.</summary>
    /// <param name="emulator">Where the records are.</param>
    /// <param name="files">A directory with all that was acknowledged.</param>
    /// <param name="limit">How long to wait.</param>
    public static async Task<ReplayComparison> RunAsync(EmulatorServer emulator, string files, TimeSpan limit)
    {
        await ReplayAsync(emulator, files);
        var expected = await emulator.RecordsAsync("replayed");
        var end = DateTime.UtcNow + limit;
        var (before, same) = (string.Empty, 0);
        while (true)
        {
            var comparison = Of(expected, await emulator.RecordsAsync("llm-traces"));
            var problems = string.Concat(comparison.Problems);
            (before, same) = (problems, problems == before ? same + 1 : 0);
            if (problems.Length == 0 || DateTime.UtcNow > end || (same >= Settled && comparison.HasOtherNamesOnly))
            {
                return comparison;
            }

            await Pause.For(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Sends what these files hold to the dataset <c>replayed</c>.</summary>
    public static async Task ReplayAsync(EmulatorServer emulator, string files)
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

    private static string FieldsOf(string record) => record.Split('\n')[0];

    private static ReplayComparison Of(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual) => new(
        actual.Count,
        expected.Where(pair => !actual.ContainsKey(pair.Key)).ToDictionary(),
        actual.Where(pair => !expected.ContainsKey(pair.Key)).ToDictionary(),
        [.. expected.Where(pair => actual.TryGetValue(pair.Key, out var other) && other != pair.Value).Select(pair => (pair.Key, pair.Value, actual[pair.Key]))]);
}
