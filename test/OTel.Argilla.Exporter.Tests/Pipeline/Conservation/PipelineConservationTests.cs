using FsCheck;
using FsCheck.Fluent;
using OTel.Argilla.Emulator;

namespace OTel.Argilla.Exporter.Tests.Pipeline.Conservation;

/// <summary>
/// Whatever an app does and however its server fails: exported + skipped + rejected + dropped are the candidates, each record is counted once, and what is
/// counted as exported is what the server holds. Random trees and orders of spans, flushes and faults, from the provider to the server.
/// </summary>
[NonParallelizable]
[TestFixture(false)]
[TestFixture(true)]
public class PipelineConservationTests(bool likePostgresql)
{
    private const int Runs = 15;

    private static readonly Arbitrary<Step[]> Steps = Arb.From(
        Gen.Frequency((6, Gen.Constant(StepKind.Start)), (6, Gen.Constant(StepKind.Stop)), (1, Gen.Constant(StepKind.Flush)), (2, Gen.Constant(StepKind.Fail)))
            .SelectMany(static kind => Gen.Choose(0, int.MaxValue - 1).Select(choice => new Step(kind, choice)))
            .ArrayOf(),
        Shorter);

    private ArgillaEmulator _server = null!;

    [OneTimeSetUp]
    public async Task StartServerAsync() => _server = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { LikePostgresql = likePostgresql });

    [OneTimeTearDown]
    public async Task StopServerAsync() => await _server.DisposeAsync();

    [Test]
    public void TheBooksBalance([Values] Setting setting) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Runs).WithStartSize(5).WithEndSize(60).WithReplay(20_261_125, 1),
        Prop.ForAll(Steps, steps =>
        {
            using var run = new ConservationRun(_server, setting);
            var tally = run.Play(steps);
            return tally.Trouble(ConservationRun.CountsTurnedAwaySpans(setting)) is { } trouble ? false.Label($"{trouble}: {tally}") : true.Label("");
        }));

    // A half, a quarter, … and single steps left out.
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (var part = (steps.Length + 1) / 2; part > 0; part = part == 1 ? 0 : (part + 1) / 2)
        {
            for (var at = 0; at + part <= steps.Length; at += part)
            {
                yield return [.. steps[..at], .. steps[(at + part)..]];
            }
        }
    }
}
