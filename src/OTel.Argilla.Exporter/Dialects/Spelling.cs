using System.Globalization;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>The names under which SDKs write one fact, in the order in which they are believed (dialects.md section 5).</summary>
internal sealed class Spelling
{
    private readonly AttributeKey[] _keys;

    public Spelling(params string[] names) => _keys = [.. names.Select(AttributeKey.Define)];

    /// <summary>The first that holds a text or something with an invariant text form; null when none does.</summary>
    public string? Text(AttributeSet attributes)
    {
        foreach (var key in _keys)
        {
            var text = attributes[key] switch
            {
                string s => s,
                Guid g => g.ToString(),
                IFormattable number and (int or long) => number.ToString(null, CultureInfo.InvariantCulture),
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The first that holds a count, in whatever type; null when none does. A negative count is none.</summary>
    public long? Count(AttributeSet attributes)
    {
        foreach (var key in _keys)
        {
            long? count = attributes[key] switch
            {
                int i => i,
                long l => l,
                double d when d is >= 0 and < long.MaxValue => (long)d,
                float f when f is >= 0 and < long.MaxValue => (long)f,
                short or byte or sbyte or ushort or uint => Convert.ToInt64(attributes[key], CultureInfo.InvariantCulture),
                string s when long.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out var parsed) => parsed,
                _ => null,
            };
            if (count >= 0)
            {
                return count;
            }
        }

        return null;
    }

    /// <summary>The first value there is, of any type.</summary>
    public object? Value(AttributeSet attributes)
    {
        foreach (var key in _keys)
        {
            if (attributes[key] is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
