using System.Globalization;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>The names under which SDKs write one fact, in the order in which they are believed.</summary>
internal sealed class Spelling
{
    private readonly KeyList _keys;
    private readonly string?[] _members;

    /// <param name="names">Names of attributes; with <c>#member</c> behind it, of one that holds a JSON object.</param>
    public Spelling(params string[] names)
    {
        _keys = new KeyList([.. names.Select(static name => Split(name).Key)]);
        _members = [.. names.Select(static name => Split(name).Member)];
    }

    /// <summary>The first that holds a text or something with an invariant text form; null when none does.</summary>
    public string? Text(AttributeSet attributes)
    {
        foreach (var place in attributes.Shape.Present(_keys))
        {
            var text = attributes[_keys.Keys[place]] switch
            {
                // Some SDKs write all values as JSON.
                string { Length: > 2 } s when s[0] == '"' && s[s.Length - 1] == '"' => s.Substring(1, s.Length - 2),
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
    public long? Count(AttributeSet attributes) => Number(attributes) is { } number and < long.MaxValue ? (long)number : null;

    /// <summary>As <see cref="Count"/>, with what stands behind the point.</summary>
    public double? Number(AttributeSet attributes)
    {
        foreach (var place in attributes.Shape.Present(_keys))
        {
            var value = attributes[_keys.Keys[place]];
            var member = _members[place];
            double? number = value switch
            {
                int i => i,
                long l => l,
                double d => d,
                float f => f,
                short or byte or sbyte or ushort or uint or ulong or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                string s when member is not null => MemberOf(s, member),
                string { Length: > 0 } s when s[0] == '{' => MemberOf(s, "intValue"),
                string s when double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
                _ => null,
            };
            if (number is >= 0 and < double.PositiveInfinity)
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>The first value there is, of any type.</summary>
    public object? Value(AttributeSet attributes)
    {
        foreach (var place in attributes.Shape.Present(_keys))
        {
            if (attributes[_keys.Keys[place]] is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private static (AttributeKey Key, string? Member) Split(string name)
    {
        var at = name.IndexOf('#');
        return at < 0 ? (AttributeKey.Define(name), null) : (AttributeKey.Define(name.Substring(0, at)), name.Substring(at + 1));
    }

    /// <summary>The whole number that a member of this name has, anywhere in the JSON.</summary>
    private static long? MemberOf(string json, string member)
    {
        var at = json.IndexOf("\"" + member + "\"", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        at += member.Length + 2;
        while (at < json.Length && json[at] is ':' or ' ' or '"')
        {
            at++;
        }

        long count = 0;
        var start = at;
        for (; at < json.Length && json[at] is >= '0' and <= '9' && count < long.MaxValue / 10; at++)
        {
            count = (count * 10) + json[at] - '0';
        }

        return at > start ? count : null;
    }
}
