using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Configuration;

namespace OTel.Argilla.Docs.Tests.Deploy;

/// <summary>Every setting that the deployment files name is one, with a value that can be.</summary>
public sealed class SettingsTests
{
    private static readonly string Options = File.ReadAllText(Path.Combine(Manual.Root, "docs", "options.md"));

    [Test]
    public void Files_set_something() => Assert.That(DeployFiles.Environment().Select(static setting => setting.File).Distinct().Count(), Is.EqualTo(5));

    /// <summary>Of a secret, something that can be one.</summary>
    [Test]
    public void The_command_takes_them()
    {
        foreach (var file in DeployFiles.Environment().GroupBy(static setting => setting.File))
        {
            var environment = file.DistinctBy(static setting => setting.Name)
                .ToDictionary(static setting => setting.Name, static setting => setting.Value is "" || setting.Value.StartsWith("${", StringComparison.Ordinal) ? "a-secret-of-24-characters" : setting.Value);
            environment.TryAdd("ARGILLA_API_KEY", "a-key");
            var io = new CommandIo
            {
                Out = TextWriter.Null, Error = TextWriter.Null, OpenInput = static () => Stream.Null, OpenOutput = static () => Stream.Null,
                Environment = environment.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value), WorkingDirectory = DeployFiles.Root,
            };

            Assert.That(() => new ServeSettingsReader(CommandConfiguration.Load(io, null, [])).Read("/data"), Throws.Nothing, file.Key);
        }
    }

    [Test]
    public void A_variable_of_the_exporter_is_a_documented_one()
    {
        foreach (var (file, name, _) in DeployFiles.Environment().Where(static setting => !setting.Name.Contains("__", StringComparison.Ordinal)))
        {
            Assert.That(Options, Does.Contain($"| `{name}` |"), file);
        }
    }

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
