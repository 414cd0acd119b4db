using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>The value of an attribute, whatever .NET type an SDK gave it, onto a tape.</summary>
internal static class AttributeValueReader
{
    /// <summary>Lists of lists deeper than this are cut: an application may hand us a cycle.</summary>
    private const int MaxDepth = 16;

    /// <summary>
    /// The value of an attribute as it stands: a string becomes a text, a number, Boolean, array or list of pairs its like. Nothing is
    /// parsed. Null becomes nothing; types of other kinds their invariant text if they have one (a <see cref="TimeSpan"/>), else nothing:
    /// the <c>ToString</c> of an application's object is its own code, and may say anything.
    /// </summary>
    public static Value Read(ValueTape tape, object? attributeValue)
    {
        if (attributeValue is string text)
        {
            return tape.AddText(text.AsSpan());
        }

        var mark = tape.Mark;
        try
        {
            return Add(tape, attributeValue, depth: 0) ? new Value(tape, mark) : default;
        }
        catch (Exception)
        {
            // Enumerating or formatting ran code of the application.
            tape.Rewind(mark);
            return default;
        }
    }

    private static bool Add(ValueTape tape, object? value, int depth)
    {
        switch (value)
        {
            case null:
                tape.Add(ValueKind.Null, default);
                return true;
            case string text:
                tape.AddText(text.AsSpan());
                return true;
            case bool flag:
                tape.Add(flag ? ValueKind.True : ValueKind.False, new Utf8Text(tape.Arena.Copy(flag ? "true"u8 : "false"u8)));
                return true;
            case double number when double.IsNaN(number) || double.IsInfinity(number):
            case float single when float.IsNaN(single) || float.IsInfinity(single):
                // No number that JSON could hold.
                tape.AddText(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture).AsSpan());
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                tape.Add(ValueKind.Number, new Utf8Text(tape.Arena.Copy(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture).AsSpan())));
                return true;
            case ITapeValue encoded:
                return encoded.TryAddTo(tape);
            case JsonElement element:
                return tape.TryParseJson(tape.Arena.Copy(element.GetRawText().AsSpan()), out _);
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                return AddObject(tape, pairs, depth);
            case byte[]:
                return false;
            case IEnumerable items:
                return AddArray(tape, items, depth);
            case IFormattable formattable:
                tape.AddText(formattable.ToString(null, CultureInfo.InvariantCulture).AsSpan());
                return true;
            default:
                return false;
        }
    }

    private static bool AddArray(ValueTape tape, IEnumerable items, int depth)
    {
        if (depth == MaxDepth)
        {
            return false;
        }

        var container = tape.Add(ValueKind.Array, default);
        var children = 0;
        foreach (var item in items)
        {
            if (Add(tape, item, depth + 1))
            {
                children++;
            }
        }

        tape.Close(container, children);
        return true;
    }

    private static bool AddObject(ValueTape tape, IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        if (depth == MaxDepth)
        {
            return false;
        }

        var container = tape.Add(ValueKind.Object, default);
        var children = 0;
        foreach (var pair in pairs)
        {
            var mark = tape.Mark;
            tape.AddText(pair.Key.AsSpan());
            if (Add(tape, pair.Value, depth + 1))
            {
                children++;
            }
            else
            {
                tape.Rewind(mark);
            }
        }

        tape.Close(container, children);
        return true;
    }
}
