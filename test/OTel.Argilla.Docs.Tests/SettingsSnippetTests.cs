using System.Text.RegularExpressions;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Configuration;

namespace OTel.Argilla.Docs.Tests;

/// <summary>Every settings file that the manual shows is one.</summary>
public sealed partial class SettingsSnippetTests
{
    private static readonly string[] Pages = ["docs/sidecar.md", "docs/otel-argilla.md"];

    private static IEnumerable<TestCaseData> Snippets() => Pages.SelectMany(static page => Yaml().Matches(File.ReadAllText(Path.Combine(Manual.Root, page)))
        .Select((match, index) => new TestCaseData(match.Groups["text"].Value).SetArgDisplayNames($"{page}, {index + 1}")));

    [TestCaseSource(nameof(Snippets))]
    public void Settings_are_read(string text)
    {
        var directory = Directory.CreateTempSubdirectory("otel-argilla-settings-");
        try
        {
            var file = Path.Combine(directory.FullName, "settings.yaml");
            File.WriteAllText(file, text);
            var io = new CommandIo { Out = TextWriter.Null, Error = TextWriter.Null, OpenInput = static () => Stream.Null, OpenOutput = static () => Stream.Null, Environment = new Dictionary<string, string?>(), WorkingDirectory = directory.FullName };
            var configuration = CommandConfiguration.Load(io, file, []);

            Assert.That(() => new ServeSettingsReader(configuration).Read("data"), Throws.Nothing);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"```yaml\r?\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
