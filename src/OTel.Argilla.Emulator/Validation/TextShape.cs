using System.Numerics;
using System.Text.RegularExpressions;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Validation;

/// <summary>A text; its lengths count code points, as Python's do.</summary>
internal sealed class TextShape(int minimum = 0, int maximum = int.MaxValue, Regex? pattern = null, bool numbers = false) : Shape
{
    public static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                length--;
            }
        }

        return length;
    }

    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        if (numbers && value is long or BigInteger or double)
        {
            value = PythonText.Repr(value);
        }

        if (value is not string text)
        {
            errors.Add(location, "string_type", "Input should be a valid string");
            return null;
        }

        if (Complaint(text) is var (type, message))
        {
            errors.Add(location, type, message);
        }

        return text;
    }

    private (string Type, string Message)? Complaint(string text)
    {
        if (JsonText.IndexOfUnpaired(text) >= 0)
        {
            return ("string_unicode", "Input should be a valid string, unable to parse raw data as a unicode string");
        }

        if (text.Length < minimum)
        {
            return ("string_too_short", $"String should have at least {minimum} character{(minimum == 1 ? "" : "s")}");
        }

        if (text.Length > maximum && Length(text) > maximum)
        {
            return ("string_too_long", $"String should have at most {maximum} character{(maximum == 1 ? "" : "s")}");
        }

        return pattern?.IsMatch(text) == false ? ("string_pattern_mismatch", $"String should match pattern '{pattern}'") : null;
    }
}

/// <summary>One of a few texts.</summary>
internal sealed class EnumShape(params string[] values) : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        if (value is string text && values.Contains(text))
        {
            return text;
        }

        var quoted = values.Select(v => $"'{v}'").ToArray();
        var said = quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
        errors.Add(location, "enum", $"Input should be {said}");
        return null;
    }
}

/// <summary>Exactly one value; the message shows it as Python prints the enum member.</summary>
internal sealed class LiteralShape(string value, string printed) : Shape
{
    public override object? Check(object? input, Location location, SchemaErrors errors)
    {
        if (input as string != value)
        {
            errors.Add(location, "literal_error", $"Input should be {printed}");
        }

        return value;
    }
}
