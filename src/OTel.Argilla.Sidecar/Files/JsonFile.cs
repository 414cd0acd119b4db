using System.Buffers;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>
/// Exports in JSON, one after the other: a line each, as a Collector writes them, or laid out over many lines, or in an array. After a torn one, and a
/// whole one may follow it on the same line, reading goes on where the next begins.
/// </summary>
internal static class JsonFile
{
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t\r\n,[]"u8);

    public static void Read(ByteWindow window, ExportIntake intake)
    {
        while (SkipSeparators(window))
        {
            var length = LineLength(window, 0);
            if (intake.TryDecode(window.Memory[..length], OtlpFormat.Json, out var consumed))
            {
                intake.Accept();
                window.Advance(consumed);
            }
            else if (window.Failure is null && LengthOfValue(window, length) is var whole && whole > length
                && intake.TryDecode(window.Memory[..whole], OtlpFormat.Json, out consumed))
            {
                intake.Accept();
                window.Advance(consumed);
            }
            else
            {
                Resume(window, intake, Math.Max(length, 1));
            }
        }
    }

    /// <summary>Steps to the next value: over white space, and over what stands between the elements of an array.</summary>
    private static bool SkipSeparators(ByteWindow window)
    {
        do
        {
            var rest = window.Span;
            var at = rest.IndexOfAnyExcept(Separators);
            window.Advance(at < 0 ? rest.Length : at);
            if (at >= 0)
            {
                return true;
            }
        }
        while (window.TryFillMore());
        return false;
    }

    /// <summary>Passes over what cannot be read: up to where the next export begins on the line, else the whole line.</summary>
    private static void Resume(ByteWindow window, ExportIntake intake, int length)
    {
        var (reason, next) = (intake.Reason, 0);
        while ((next = JsonMarks.FindStart(window.Span[..length], next + 1)) >= 0)
        {
            // The same words also stand in the torn part when it is a text that quotes OTLP.
            if (intake.TryDecode(window.Memory[next..length], OtlpFormat.Json, out _))
            {
                break;
            }
        }

        var damaged = next >= 0 ? next : length;
        intake.Report.AddDamage(window.Position, damaged, window.Failure ?? reason);
        window.Advance(damaged);
    }

    /// <summary>Length up to the end of the line, without it; or of all there is.</summary>
    private static int LineLength(ByteWindow window, int from)
    {
        var searched = from;
        while (true)
        {
            if (window.Span[searched..].IndexOf((byte)'\n') is >= 0 and var at)
            {
                return searched + at;
            }

            searched = window.Length;
            if (!window.TryFillMore())
            {
                return window.Length;
            }
        }
    }

    /// <summary>The length of a value that is laid out over several lines; that of the line when it is cut off there.</summary>
    private static int LengthOfValue(ByteWindow window, int line)
    {
        var brackets = default(JsonBrackets);
        if (!brackets.Add(window.Span[..line]))
        {
            return line;
        }

        for (var end = line; brackets.Depth > 0;)
        {
            if (!window.TryFill(end + 2))
            {
                return line;
            }

            var next = LineLength(window, end + 1);
            var text = window.Span[(end + 1)..next];
            // A line of its own begins: the one before was torn.
            if (JsonMarks.FindStart(text, 0) == 0 || !brackets.Add(text))
            {
                return line;
            }

            end = next;
            line = brackets.Depth == 0 ? end : line;
        }

        return line;
    }
}
