using Microsoft.Extensions.Configuration;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Receivers;

namespace OTel.Argilla.Docs.Tests.Deploy;

/// <summary>Every setting that the deployment files name is one, with a value that can be.</summary>
public sealed class SettingsTests
{
    private static readonly string Options = File.ReadAllText(Path.Combine(Manual.Root, "docs", "options.md"));

    [Test]
    public void Files_set_something() => Assert.That(DeployFiles.Environment().Select(static setting => setting.File).Distinct().Count(), Is.EqualTo(5));

    [Test]
    public void Settings_of_the_receivers_are_read()
    {
        foreach (var (file, name, value) in DeployFiles.Environment().Where(static setting => setting.Name.StartsWith("Receiver__", StringComparison.Ordinal)))
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name.Replace("__", ":", StringComparison.Ordinal), value)]).Build();
            var reader = new SectionReader(configuration.GetSection(ReceiverSettings.Section));
            ReceiverSettings.Read(reader, new ReceiverOptions());

            Assert.That(reader.Problems(), Is.Empty, $"{file}: {name}");
        }
    }

    [Test]
    public void Variables_of_the_exporter_are_documented()
    {
        foreach (var (file, name, _) in DeployFiles.Environment().Where(static setting => setting.Name.StartsWith("ARGILLA_", StringComparison.Ordinal)))
        {
            Assert.That(Options, Does.Contain($"| `{name}` |"), file);
        }
    }

    [Test]
    public void There_are_no_others() =>
        Assert.That(
            DeployFiles.Environment().Select(static setting => setting.Name).Where(static name => !name.StartsWith("Receiver__", StringComparison.Ordinal) && !name.StartsWith("ARGILLA_", StringComparison.Ordinal)).Distinct(),
            Is.SubsetOf(new[] { "Status__Endpoint" }));

    [Test]
    public void No_key_or_token_stands_in_a_file()
    {
        foreach (var (file, name, value) in DeployFiles.Environment().Where(static setting => setting.Name.Contains("KEY", StringComparison.Ordinal) || setting.Name.Contains("Token", StringComparison.Ordinal)))
        {
            Assert.That(value, Is.Empty.Or.StartsWith("${"), $"{file}: {name}");
        }
    }

    [TestCase("compose.env.example")]
    [TestCase("systemd/environment.example")]
    public void An_example_of_secrets_has_none(string file) =>
        Assert.That(DeployFiles.Text(file).Split('\n').Where(static line => line.Contains("KEY=", StringComparison.Ordinal) || line.Contains("PASSWORD=", StringComparison.Ordinal)), Is.All.EndsWith("="));

    [Test]
    public void The_environment_of_compose_is_the_examples()
    {
        var asked = System.Text.RegularExpressions.Regex.Matches(DeployFiles.Text("compose.yaml"), @"\$\{(\w+)").Select(static match => match.Groups[1].Value).Distinct();
        var given = DeployFiles.Text("compose.env.example").Split('\n').Where(static line => line.Contains('=', StringComparison.Ordinal)).Select(static line => line.Split('=')[0]);

        Assert.That(given, Is.EquivalentTo(asked));
    }
}
