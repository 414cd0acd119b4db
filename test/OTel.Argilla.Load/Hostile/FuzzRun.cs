using System.Globalization;
using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Clients;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Hostile;

/// <summary>A running sidecar is fuzzed; after that it lives, has not grown, and a good request gives its record.</summary>
internal static class FuzzRun
{
    private const int Parts = 6;

    /// <summary>Megabytes in memory after each part of the requests, and how often each answer was given.</summary>
    public static async Task<(IReadOnlyList<double> Megabytes, IReadOnlyDictionary<string, int> Answers)> RunAsync(IReadOnlyList<string> command, string directory, int requests, int seed)
    {
        using var emulator = await EmulatorServer.StartAsync(Path.Combine(directory, "argilla.db"));
        using var sidecar = await Contenders.SidecarAsync(command, Path.Combine(directory, "data"), emulator.Url);
        using var fuzz = new EndpointFuzz(sidecar, seed);
        var megabytes = new List<double>();
        for (var part = 0; part < Parts; part++)
        {
            await fuzz.RunAsync(requests / Parts);
            megabytes.Add(sidecar.Use.ResidentMegabytes);
        }

        using var traces = new LoadTraces();
        var good = BodyTemplate.Make(traces.Web, LoadTraces.SpansPerTrace).Write(1);
        foreach (var isGrpc in new[] { false, true })
        {
            using var client = new OtlpClient(isGrpc);
            if (await client.SendAsync(isGrpc ? sidecar.Grpc : sidecar.Http, new OtlpBody(good)) != Outcome.Acknowledged)
            {
                throw new InvalidOperationException($"A good request is refused: {client.LastAnswer}");
            }
        }

        await Pause.Until(
            async () => (await emulator.RecordsAsync("llm-traces")).Values.Any(static record => record.Contains(Marker.Of(1), StringComparison.Ordinal)), TimeSpan.FromMinutes(1), "the record of a good request");
        return (megabytes, fuzz.Answers);
    }

    /// <summary>As a table.</summary>
    public static string Text(IReadOnlyList<double> megabytes, IReadOnlyDictionary<string, int> answers) =>
        $"resident MB after each sixth: {string.Join(", ", megabytes.Select(static value => value.ToString("0", CultureInfo.InvariantCulture)))}\n"
        + string.Join(", ", answers.Select(static pair => $"{pair.Key}: {pair.Value}"));
}
