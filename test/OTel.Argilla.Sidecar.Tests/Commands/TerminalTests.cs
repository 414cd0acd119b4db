using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>On a terminal there are a bar and colours, elsewhere plain lines.</summary>
public sealed class TerminalTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void On_a_terminal_a_bar_shows_how_far_it_is_and_makes_room_for_what_is_said()
    {
        using var error = new StringWriter();
        var progress = new Progress(Io(error, isTerminal: true), total: 40_000, isQuiet: false, _time);

        progress.Add(10_000);
        Assert.That(error.ToString(), Is.Empty, "not at once");
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Add(10_000);
        Assert.That(error.ToString(), Is.EqualTo("\r" + "[############............] 50% of 40 kB read".PadRight(59)));

        error.GetStringBuilder().Clear();
        progress.Say("warning: x");
        progress.End();
        Assert.That(error.ToString(), Is.EqualTo("\r" + new string(' ', 59) + "\rwarning: x" + Environment.NewLine));
    }

    [Test]
    public void Elsewhere_a_line_tells_it_every_ten_seconds()
    {
        using var error = new StringWriter();
        var progress = new Progress(Io(error, isTerminal: false), total: 40_000, isQuiet: false, _time);
        for (var second = 0; second < 25; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            progress.Add(1_000);
        }

        Assert.That(error.ToString().ReplaceLineEndings("\n"), Is.EqualTo("25% of 40 kB read\n50% of 40 kB read\n"));
    }

    [Test]
    public void Nobody_who_wants_quiet_sees_it()
    {
        using var error = new StringWriter();
        var progress = new Progress(Io(error, isTerminal: true), total: 10, isQuiet: true, _time);
        _time.Advance(TimeSpan.FromMinutes(1));
        progress.Add(5);

        Assert.That(error.ToString(), Is.Empty);
    }

    [TestCase(true, null, true)]
    [TestCase(true, "1", false)]
    [TestCase(false, null, false)]
    public async Task Colours_are_for_terminals_of_those_who_want_them(bool isTerminal, string? noColour, bool isColoured)
    {
        using var directory = new TempDirectory();
        var input = directory.Write("traces.jsonl", Samples.Get("json-mixed.jsonl"));
        var result = await Cli.RunAsync(["explain", input], new Dictionary<string, string?> { ["NO_COLOR"] = noColour }, isTerminal: isTerminal);

        Assert.That(result.Out.Contains('\u001b'), Is.EqualTo(isColoured));
        Assert.That(System.Text.RegularExpressions.Regex.Replace(result.Out, "\u001b\\[[0-9]+m", string.Empty), Does.Not.Contain("\u001b"));
    }

    private static CommandIo Io(TextWriter error, bool isTerminal) => new()
    {
        Out = TextWriter.Null,
        Error = error,
        OpenInput = static () => Stream.Null,
        OpenOutput = static () => Stream.Null,
        Environment = new Dictionary<string, string?>(),
        IsErrorTerminal = isTerminal,
        Width = static () => 60,
    };
}
