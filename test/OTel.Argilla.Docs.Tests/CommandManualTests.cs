using System.CommandLine;
using System.IO.Compression;
using System.Text.RegularExpressions;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Docs.Tests;

/// <summary>The manual of the command says what the command says and does.</summary>
public sealed partial class CommandManualTests
{
    private const string Page = "docs/otel-argilla.md";

    private static readonly string Text = File.ReadAllText(Path.Combine(Manual.Root, Page));

    private static IEnumerable<string> Commands => Root().Subcommands.Select(static command => command.Name);

    /// <summary>Recordings of the SDKs, by the names that stand above the blocks.</summary>
    private static IEnumerable<string> Explained => ExplainBlock().Matches(Text).Select(static match => match.Groups["name"].Value);

    [TestCaseSource(nameof(Explained))]
    public async Task An_explained_trace_is_what_the_command_says(string name)
    {
        var directory = Directory.CreateTempSubdirectory("otel-argilla-manual-");
        try
        {
            await using var archive = new ZipArchive(typeof(CommandManualTests).Assembly.GetManifestResourceStream("explained.zip")!);
            foreach (var entry in archive.Entries.Where(entry => entry.Name.Length > 0 && entry.FullName.StartsWith(name + "/", StringComparison.Ordinal)))
            {
                await entry.ExtractToFileAsync(Path.Combine(directory.FullName, entry.Name));
            }

            using var output = new StringWriter();
            var code = await CommandLine.RunAsync(["explain", directory.FullName], Io(output, output));

            Assert.That(code, Is.Zero, output.ToString());
            Assert.That(ExplainBlock().Matches(Text).Single(match => match.Groups["name"].Value == name).Groups["text"].Value, Is.EqualTo(output.ToString().ReplaceLineEndings("\n").TrimEnd('\n')));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Test]
    public void Traces_of_five_SDKs_are_explained() => Assert.That(Explained.Count(), Is.EqualTo(5));

    [TestCaseSource(nameof(Commands))]
    public void Table_lists_every_option(string name)
    {
        var command = Root().Subcommands.Single(command => command.Name == name);
        var section = Text[Text.IndexOf($"## {char.ToUpperInvariant(name[0])}{name[1..]}\n", StringComparison.Ordinal)..];
        var rows = section.Split('\n').SkipWhile(static line => line != "| option | meaning |").Skip(2).TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries)[1]);

        Assert.That(rows, Is.EqualTo(command.Options.Concat(command.Subcommands.SelectMany(static sub => sub.Options)).DistinctBy(static option => option.Name).Where(static option => option.Name != "--help").Select(static option =>
            $"`{option.Name}{(option.HelpName is null ? string.Empty : " " + option.HelpName)}`{string.Concat(option.Aliases.Select(static alias => $", `{alias}`"))}")));
    }

    [Test]
    public void Table_of_exit_codes_is_whole()
    {
        var rows = Text.Split('\n').SkipWhile(static line => line != "| exit code | when |").Skip(2).TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries)[1]);

        Assert.That(rows, Is.EqualTo(typeof(ExitCodes).GetFields().Select(static field => $"{field.GetRawConstantValue()}")));
    }

    [Test]
    public void Every_command_line_of_the_manual_is_one()
    {
        var lines = Manual.Pages.SelectMany(static page => ShellBlock().Matches(File.ReadAllText(page))).SelectMany(static match => match.Groups["lines"].Value.Split('\n'))
            .SelectMany(static line => line.Split(" | ")).Select(static line => line.Split(" #")[0].Trim()).Where(static line => line.StartsWith("otel-argilla ", StringComparison.Ordinal)).ToList();

        Assert.That(lines, Has.Count.GreaterThan(6));
        foreach (var line in lines)
        {
            Assert.That(Root().Parse(line["otel-argilla ".Length..]).Errors.Select(static error => error.Message), Is.Empty, line);
        }
    }

    private static RootCommand Root() => CommandLine.Create(Io(TextWriter.Null, TextWriter.Null));

    private static CommandIo Io(TextWriter output, TextWriter error) => new()
    {
        Out = output, Error = error, OpenInput = static () => Stream.Null, OpenOutput = static () => Stream.Null, Environment = new Dictionary<string, string?>(),
    };

    [GeneratedRegex(@"<!-- explain: (?<name>[\w-]+) -->\n```text\n(?<text>.*?)\n?```", RegexOptions.Singleline)]
    private static partial Regex ExplainBlock();

    [GeneratedRegex(@"```sh\r?\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
