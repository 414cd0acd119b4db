using System.Globalization;
using OTel.Argilla.Load;
using OTel.Argilla.Load.Crash;
using OTel.Argilla.Load.Hostile;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;

// Modes: see results.
switch (args)
{
    case ["baseline"]:
        await BaselineServer.RunAsync(parses: true);
        return 0;
    case ["receivers"]:
        await BaselineServer.RunAsync(parses: false);
        return 0;
    case ["compare", var spans, var rounds, var data, .. var command]:
        await Throughput.RunAsync(CommandOf(command), Number(spans), Number(rounds), data, LoadCase.All);
        return 0;
    case ["case", var number, var spans, var rounds, var data, .. var command]:
        await Throughput.RunAsync(CommandOf(command), Number(spans), Number(rounds), data, LoadCase.All.Skip(Number(number) - 1).Take(1));
        return 0;
    case ["steady", var rate, var traces, var data, .. var command]:
        await Steady.RunAsync(CommandOf(command), new LoadCase(IsGrpc: true, IsGzip: true, 100, IsWeb: true), Number(rate), Number(traces), data);
        return 0;
    case ["open", var traces, "90" or "0", var data, .. var command]:
        Console.WriteLine(OpenTraces.Text(Number(traces), args[2] == "90", await OpenTraces.RunAsync(CommandOf(command)!, Number(traces), args[2] == "90", data)));
        return 0;
    case ["crash", var kills, var seed, "steady" or "failing", .. var command]:
        return await CrashAsync(Number(kills), Number(seed), args[3] == "failing", command);
    case ["full", var megabytes, var kills, var seed, .. var command]:
        return await FullAsync(Number(megabytes), Number(kills), Number(seed), command);
    case ["fuzz", var requests, var seed, .. var command]:
        using (var directory = new TemporaryDirectory())
        {
            var (megabytes, answers) = await FuzzRun.RunAsync(CommandOf(command)!, directory.Path, Number(requests), Number(seed));
            Console.WriteLine(FuzzRun.Text(megabytes, answers));
        }

        return 0;
    case ["node", var clients, .. var command]:
        using (var directory = new TemporaryDirectory())
        {
            return await NodeRun.RunAsync(CommandOf(command)!, clients, directory.Path) ? 0 : 1;
        }

    default:
        Console.Error.WriteLine(
            """
            baseline | receivers                                   serve, until standard input ends
            compare SPANS ROUNDS DIRECTORY [none | COMMAND...]     throughput beside the baseline; `none`: the receivers alone
            case NUMBER SPANS ROUNDS DIRECTORY [none | COMMAND...] one case of these, by its number
            steady RATE TRACES DIRECTORY [none | COMMAND...]       a fixed rate; `none`: the baseline
            open TRACES 90|0 DIRECTORY [COMMAND...]                memory with traces that are not complete; 90 or 0 % of the spans not GenAI
            crash KILLS SEED steady|failing [COMMAND...]           kills it under load; `failing`: Argilla fails, too
            full MEGABYTES KILLS SEED [COMMAND...]                 a disk of this size fills up; as root
            fuzz REQUESTS SEED [COMMAND...]                        changed requests at both ports
            node DIRECTORY [COMMAND...]                            the SDKs of JavaScript (test/NodeClients, after npm install)
            Without a command, the one that was built with this program.
            """);
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static IReadOnlyList<string>? CommandOf(string[] command) => command switch { [] => Contenders.Command, ["none"] => null, _ => command };

static async Task<int> CrashAsync(int kills, int seed, bool argillaFails, string[] command)
{
    using var directory = new TemporaryDirectory();
    var report = await CrashRun.RunAsync(new CrashOptions
    {
        Command = CommandOf(command)!,
        Directory = directory.Path,
        Seed = seed,
        Kills = kills,
        ArgillaFails = argillaFails,
        Settings = new() { ["Argilla__TimeoutMilliseconds"] = "2000" },
        Say = Console.Error.WriteLine,
    });
    return Tell(report);
}

static async Task<int> FullAsync(int megabytes, int kills, int seed, string[] command)
{
    using var directory = new TemporaryDirectory();
    return Tell(await FullDiskRun.OnSmallDiskAsync(
        new CrashOptions
        {
            Command = CommandOf(command)!, Directory = directory.Path, Data = Path.Combine(directory.Path, "disk"), Seed = seed, Kills = kills, Say = Console.Error.WriteLine,
        },
        megabytes));
}

static int Tell(CrashReport report)
{
    Console.WriteLine(report);
    return report.Problems.Count == 0 ? 0 : 1;
}
