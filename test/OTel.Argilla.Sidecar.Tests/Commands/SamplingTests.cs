using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Commands;

public sealed class SamplingTests
{
    [Test]
    public async Task What_the_sampling_ratio_leaves_out_is_counted()
    {
        using var directory = new TempDirectory();
        var input = directory.Write("traces.proto", Samples.Get("proto-traces.proto"));
        var result = await Cli.RunAsync(["replay", input, "--dry-run"], new Dictionary<string, string?> { ["Argilla__SamplingRatio"] = "0" });

        Assert.That(result.Out, Does.Contain("Records that would be sent: 0").And.Contain("no record, sampling: 116"));
    }
}
