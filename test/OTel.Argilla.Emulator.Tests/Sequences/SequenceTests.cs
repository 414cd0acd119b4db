using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace OTel.Argilla.Emulator.Tests.Sequences;

/// <summary>Whatever a client does, as long as it is valid, succeeds: never a 500.</summary>
public class SequenceTests
{
    private const int Sequences = 30;
    private const int Steps = 60;

    private const string Setup = """
        {"workspaces": ["w"], "users": [{"username": "a", "role": "owner", "workspaces": ["w"]}, {"username": "b", "role": "annotator", "workspaces": ["w"]}]}
        """;

    // What a client does often stands in here often.
    private static readonly StepKind[] Kinds =
    [
        StepKind.Put, StepKind.Put, StepKind.Put, StepKind.Search, StepKind.Search, StepKind.Search, StepKind.Respond, StepKind.Respond, StepKind.Edit, StepKind.Edit, StepKind.Suggest, .. Enum.GetValues<StepKind>(),
    ];

    private static readonly Arbitrary<Step[]> Random = Arb.From(
        Gen.Elements(Kinds).SelectMany(kind => Gen.Choose(0, int.MaxValue - 1).Select(seed => new Step(kind, seed))).ArrayOf(Steps),
        // A shorter sequence that fails tells more.
        steps => steps.Length > 1 ? [steps[..(steps.Length / 2)], steps[(steps.Length / 2)..], steps[..^1], steps[1..]] : []);

    [TestCase(false)]
    [TestCase(true)]
    public void ValidSequencesAlwaysSucceed(bool likePostgresql) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithReplay(20_261_125, 1),
        Prop.ForAll(Random, steps => Run(steps, likePostgresql).GetAwaiter().GetResult() is { } trouble ? false.Label(trouble) : true.Label("")));

    private static async Task<string?> Run(Step[] steps, bool likePostgresql)
    {
        await using var emulator = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = Setup, LikePostgresql = likePostgresql });
        using var http = new EmulatorClient(emulator);
        var (_, users) = await http.Send(HttpMethod.Get, "users");
        var client = new RandomClient(http, await http.WorkspaceId(), [.. users!["items"]!.AsArray().Select(user => user!["id"]!.GetValue<string>())]);
        foreach (var step in steps)
        {
            await client.Do(step);
        }

        return client.Trouble;
    }
}
