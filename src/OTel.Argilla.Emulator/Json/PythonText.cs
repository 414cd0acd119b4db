using System.Globalization;
using System.Numerics;
using System.Text;

namespace OTel.Argilla.Emulator.Json;

/// <summary>Python's str() and repr() of JSON values: Argilla's messages quote values this way.</summary>
internal static class PythonText
{
    /// <summary>repr() of a float: the shortest digits that read back to it, always with a point or an exponent.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        var shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        var round = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = value == 0 ? 0 : int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        var (sign, digits, scale) = Digits(round);
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(scale < 0 ? '-' : '+')}{Math.Abs(scale):00}");
        }

        if (scale < 0)
        {
            return $"{sign}0.{new string('0', -scale - 1)}{digits}";
        }

        return digits.Length <= scale + 1
            ? $"{sign}{digits}{new string('0', scale + 1 - digits.Length)}.0"
            : $"{sign}{digits[..(scale + 1)]}.{digits[(scale + 1)..]}";
    }

    public static string Repr(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        double number => Of(number),
        string text => Quote(text),
        List<object?> list => $"[{string.Join(", ", list.Select(Repr))}]",
        Map map => $"{{{string.Join(", ", map.Select(pair => $"{Quote(pair.Key)}: {Repr(pair.Value)}"))}}}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>str(): as repr(), but a text stands for itself.</summary>
    public static string Str(object? value) => value as string ?? Repr(value);

    public static string TypeName(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        string => "str",
        List<object?> => "list",
        _ => "dict",
    };

    /// <summary>A Python list of texts, as in <c>['a', 'b']</c>.</summary>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quote))}]";

    private static (string Sign, string Digits, int Scale) Digits(string round)
    {
        var sign = round[0] == '-' ? "-" : "";
        var body = round.AsSpan(sign.Length);
        var mark = body.IndexOf('E');
        var power = mark < 0 ? 0 : int.Parse(body[(mark + 1)..], CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? body : body[..mark];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa.Length : point;
        var all = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        if (leading == all.Length)
        {
            return (sign, "0", 0);
        }

        var digits = all[leading..].TrimEnd('0');
        return (sign, digits.Length == 0 ? "0" : digits, whole - 1 - leading + power);
    }

    private static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var builder = new StringBuilder().Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                builder.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '\\' => builder.Append("\\\\"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                _ when c == quote => builder.Append('\\').Append(c),
                _ when c < ' ' || c is >= '\u007f' and <= '\u00a0' or '\u00ad' => builder.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ when char.IsSurrogate(c) || IsUnprintable(c) => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => builder.Append(c),
            };
        }

        return builder.Append(quote).ToString();
    }

    private static bool IsUnprintable(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse || (c != ' ' && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);
}
