using System.Globalization;
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
        await Comparison.RunAsync(CommandOf(command), Number(spans), Number(rounds), data, LoadCase.All);
        return 0;
    case ["steady", var rate, var traces, var data, .. var command]:
        await Steady.RunAsync(CommandOf(command), new LoadCase(IsGrpc: true, IsGzip: true, 100, IsWeb: true), Number(rate), Number(traces), data);
        return 0;
    default:
        Console.Error.WriteLine(
            """
            baseline | receivers                                   serve, until standard input ends
            compare SPANS ROUNDS DIRECTORY [none | COMMAND...]     throughput beside the baseline; `none`: the receivers alone
            steady RATE TRACES DIRECTORY [none | COMMAND...]       a fixed rate; `none`: the baseline
            Without a command, the one that was built with this program.
            """);
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static IReadOnlyList<string>? CommandOf(string[] command) => command switch { [] => Contenders.Command, ["none"] => null, _ => command };
