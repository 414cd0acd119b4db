using System.Globalization;
using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Clients;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Runs;

/// <summary>Traces of 20 spans whose outermost one still runs: 19 have ended and were sent. What they take of memory.</summary>
internal static class OpenTraces
{
    /// <summary>Long enough for all to be taken in, and for what was needed only for that to be given back.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    /// <param name="sidecar">The command.</param>
    /// <param name="traces">How many.</param>
    /// <param name="isWeb">90 % of the spans are not GenAI, instead of none.</param>
    /// <param name="data">Where the sidecar keeps what it must not forget.</param>
    /// <param name="silence">How long to wait then; null for 40 seconds.</param>
    /// <returns>Megabytes in memory before and after.</returns>
    public static async Task<(double Before, double After)> RunAsync(IReadOnlyList<string> sidecar, int traces, bool isWeb, string data, TimeSpan? silence = null)
    {
        await using var argilla = await ArgillaSink.StartAsync();
        using var server = await Contenders.SidecarAsync(sidecar, data, argilla.Url);
        var before = server.Use.ResidentMegabytes;
        using var source = new LoadTraces();
        var template = BodyTemplate.Make(marker => (isWeb ? source.Web(marker) : source.Agents(marker))[..^1], 50 * LoadTraces.SpansPerTrace);
        using var client = new OtlpClient(isGrpc: false);
        for (var sent = 0; sent < traces; sent += template.Traces)
        {
            await Pause.Until(
                async () => await client.SendAsync(server.Http, new OtlpBody(template.Write(sent))) == Outcome.Acknowledged, TimeSpan.FromMinutes(1), "a request is acknowledged");
        }

        await Pause.For(silence ?? Silence);
        if (argilla.Records > 0)
        {
            throw new InvalidOperationException($"{argilla.Records} records were made: these traces were not open.");
        }

        return (before, server.Use.ResidentMegabytes);
    }

    public static string Text(int traces, bool isWeb, (double Before, double After) megabytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{traces} open traces of 20 spans, {(isWeb ? "90 %" : "0 %")} not GenAI: {megabytes.After:0} MB in memory, {megabytes.Before:0} before them");
}
