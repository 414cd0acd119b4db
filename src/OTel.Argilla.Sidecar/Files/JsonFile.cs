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

    /// <summary>Up to here the end of a line is looked for before its JSON is read.</summary>
    private const int LongLine = 1024 * 1024;

    public static void Read(ByteWindow window, ExportIntake intake)
    {
        var lines = new LineEnds(window);
        var enough = LongLine;
        while (SkipSeparators(window))
        {
            var length = lines.Next(enough, out var isLine);
            if (!window.MaySearch && isLine && !MayBeExport(window.Span[..length]))
            {
                PassOver(window, intake, length, intake.Reason);
            }
            else if (TryDecode(window, intake, 0, length, out var consumed))
            {
                intake.Accept();
                window.Advance(consumed);

                // More on the same line: values without line ends between them, or an array.
                enough = consumed < length ? 1 : LongLine;
            }
            else if (!isLine)
            {
                enough = 2 * length;
            }
            else if (window.Failure is null && window.MaySearch && LengthOfValue(window, length) is var whole && whole > length
                && TryDecode(window, intake, 0, whole, out consumed))
            {
                intake.Accept();
                window.Advance(consumed);
                enough = LongLine;
            }
            else
            {
                Resume(window, intake, Math.Max(length, 1));
                enough = LongLine;
            }
        }
    }

    private static bool TryDecode(ByteWindow window, ExportIntake intake, int start, int end, out int consumed)
    {
        var isDecoded = intake.TryDecode(window.Memory[start..end], OtlpFormat.Json, out consumed);
        window.Look(intake.Looks);
        return isDecoded;
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
        while ((next = window.MaySearch ? JsonMarks.FindStart(window.Span[..length], next + 1) : -1) >= 0)
        {
            // The same words also stand in the torn part when it is a text that quotes OTLP.
            if (TryDecode(window, intake, next, length, out _))
            {
                break;
            }
        }

        PassOver(window, intake, next >= 0 ? next : length, reason);
    }

    private static void PassOver(ByteWindow window, ExportIntake intake, int length, string reason)
    {
        intake.Report.AddDamage(window.Position, length, window.Failure ?? reason);
        window.Advance(length);
    }

    /// <summary>False for what no whole export looks like, as nearly all lines of one that was laid out over lines and cut off.</summary>
    private static bool MayBeExport(ReadOnlySpan<byte> line) => line.Length >= "{\"resourceLogs\":[]}".Length && line[0] == '{';

    /// <summary>The length of a value that is laid out over several lines; that of the line when it is cut off there.</summary>
    private static int LengthOfValue(ByteWindow window, int line)
    {
        var brackets = default(JsonBrackets);
        if (!brackets.Add(window.Span[..line]))
        {
            return line;
        }

        var lines = new LineEnds(window, line + 1);
        for (var end = line; brackets.Depth > 0;)
        {
            if (!window.TryFill(end + 2))
            {
                return line;
            }

            var next = lines.Next(int.MaxValue, out _);
            lines.Skip();
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
