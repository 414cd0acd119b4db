using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Check;

/// <summary>The lines of a check: what passes, what is to be changed, what is worth knowing.</summary>
internal sealed class CheckReport
{
    private readonly CommandIo _io;

    public CheckReport(CommandIo io) => _io = io;

    public void Pass(string step, string text) => Line("32", "ok", step, text);

    public void Fail(string step, string text) => Line("31", "FAIL", step, text);

    public void Note(string text) => Line("33", "note", string.Empty, text);

    private void Line(string colour, string word, string step, string text)
    {
        var label = $"{word,-5}";
        _io.Out.WriteLine($"{(_io.UsesColour ? $"\u001b[{colour}m{label}\u001b[0m" : label)} {(step.Length > 0 ? step + ": " : string.Empty)}{SafeText.Line(text)}");
    }
}
