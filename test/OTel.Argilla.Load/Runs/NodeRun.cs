using System.Diagnostics;
using System.Text.Json;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Runs;

/// <summary>The SDKs of JavaScript against a running sidecar: <c>test/NodeClients</c>.</summary>
internal static class NodeRun
{
    /// <summary>True when Argilla holds what the clients have asked and got, and nothing else.</summary>
    public static async Task<bool> RunAsync(IReadOnlyList<string> command, string clients, string directory)
    {
        using var emulator = await EmulatorServer.StartAsync(Path.Combine(directory, "argilla.db"));
        using var sidecar = await Contenders.SidecarAsync(
            command, Path.Combine(directory, "data"), emulator.Url, new Dictionary<string, string> { ["ARGILLA_DATASET"] = "{service.name}" });
        var start = new ProcessStartInfo("node", ["clients.mjs"]) { WorkingDirectory = clients, RedirectStandardOutput = true };
        start.Environment["SIDECAR_HTTP"] = sidecar.Http.GetLeftPart(UriPartial.Authority);
        start.Environment["SIDECAR_GRPC"] = sidecar.Grpc.GetLeftPart(UriPartial.Authority);
        using var node = Process.Start(start)!;
        var said = (await node.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        await node.WaitForExitAsync();
        var same = node.ExitCode == 0;
        foreach (var service in said.GroupBy(static pair => pair.GetProperty("service").GetString()!))
        {
            var expected = service.Select(static pair => $"{pair.GetProperty("prompt")} -> {pair.GetProperty("response")}").Order(StringComparer.Ordinal).ToList();
            await Pause.Until(async () => await emulator.CountAsync(service.Key) >= expected.Count, TimeSpan.FromMinutes(1), $"{expected.Count} records of {service.Key}");
            var actual = (await emulator.PairsAsync(service.Key)).Order(StringComparer.Ordinal).ToList();
            same &= actual.SequenceEqual(expected);
            Console.WriteLine($"{service.Key}: {actual.Count} records, {(actual.SequenceEqual(expected) ? "the same" : "NOT the same")}: {string.Join("; ", actual)}");
        }

        return same;
    }
}
