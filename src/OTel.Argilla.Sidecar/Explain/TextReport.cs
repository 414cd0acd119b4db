using System.Globalization;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Writes explained traces as trees for a person. All that comes from spans is made harmless first.</summary>
internal sealed class TextReport
{
    private const int NameLength = 120;

    private readonly TextWriter _to;
    private readonly int _previewLength;
    private readonly bool _colours;

    /// <param name="to">Where to write.</param>
    /// <param name="previewLength">How much of a prompt or response is shown.</param>
    /// <param name="colours">Whether to use colours.</param>
    public TextReport(TextWriter to, int previewLength, bool colours)
    {
        _to = to;
        _previewLength = previewLength;
        _colours = colours;
    }

    public void Write(ExplainedTrace trace)
    {
        _to.WriteLine(Colour("1", "trace " + string.Join(" + ", trace.TraceIds)));
        foreach (var root in trace.Roots)
        {
            Write(root, string.Empty, string.Empty);
        }

        if (trace.SpansLeftOut > 0)
        {
            _to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"(not shown: {trace.SpansLeftOut:N0} other {(trace.SpansLeftOut == 1 ? "span" : "spans")} with no GenAI span below)"));
        }

        foreach (var hint in trace.Hints)
        {
            _to.WriteLine(Colour("33", "To get the content: ") + SafeText.Line(hint));
        }

        _to.WriteLine();
    }

    private void Write(ExplainedSpan span, string first, string rest)
    {
        _to.WriteLine(first + SafeText.Cut(span.Name, NameLength) + "  " + Colour("2", Describe(span)) + Outcome(span));
        var below = rest + (span.Children.Count > 0 ? "│  " : "   ");
        foreach (var record in span.Records)
        {
            Detail(below, "prompt", record.Prompt, record.PromptSource);
            Detail(below, "response", record.Response, record.ResponseSource);
            if (record.Flags.Count > 0)
            {
                _to.WriteLine($"{below}{"note",-10}{string.Join(", ", record.Flags.Select(SafeText.Line))}");
            }
        }

        if (span.Prompt is not null)
        {
            Detail(below, "prompt", span.Prompt, null);
        }

        if (span.Response is not null)
        {
            Detail(below, "response", span.Response, null);
        }

        for (var i = 0; i < span.Children.Count; i++)
        {
            var isLast = i == span.Children.Count - 1;
            Write(span.Children[i], rest + (isLast ? "└─ " : "├─ "), rest + (isLast ? "   " : "│  "));
        }
    }

    private void Detail(string indent, string label, string text, string? source) =>
        _to.WriteLine($"{indent}{label,-10}{SafeText.Cut(text, _previewLength)}{(source is null ? string.Empty : Colour("2", $"  ({SafeText.Line(source)})"))}");

    private static string Describe(ExplainedSpan span)
    {
        var text = span.Dialect is null ? $"[{span.Kind}" : $"[{span.Kind}, {span.Dialect}";
        text += span.DurationMilliseconds is { } ms ? string.Create(CultureInfo.InvariantCulture, $", {ms:0.##} ms") : string.Empty;
        return text + (span.IsError ? ", error]" : "]");
    }

    private string Outcome(ExplainedSpan span)
    {
        if (span.Records.Count > 0)
        {
            return Colour("32", " → record " + string.Join(", ", span.Records.Select(static record => record.ExternalId)));
        }

        if (span.Reason is not { } reason)
        {
            return string.Empty;
        }

        var carrier = span.CarriedBy is { } id ? $": see span {id}" : string.Empty;
        return Colour(reason == "nested" ? "2" : "33", $" → no record, {reason} ({SkipReasonText.Of(reason)}{carrier})");
    }

    private string Colour(string code, string text) => _colours ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
