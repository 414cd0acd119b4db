using OTel.Argilla.Load.Hostile;
using OTel.Argilla.Load.Runs;

namespace OTel.Argilla.Load.Tests;

/// <summary>Both ports of a running sidecar are fuzzed.</summary>
public sealed class FuzzTests
{
    private const int Requests = 3000;

    [Test]
    public async Task The_process_neither_dies_nor_grows()
    {
        using var directory = new TemporaryDirectory();

        var (megabytes, answers) = await FuzzRun.RunAsync(Contenders.Command, directory.Path, Requests, seed: 55680);

        TestContext.Out.WriteLine(FuzzRun.Text(megabytes, answers));
        Assert.That(answers.Keys, Is.SupersetOf(new[] { "HTTP 200", "HTTP 400", "HTTP 415", "gRPC 0", "gRPC 3" }));
        Assert.That(megabytes[^1], Is.LessThan(megabytes[1] + 64), "megabytes; what is compiled and what waits takes some");
    }
}
