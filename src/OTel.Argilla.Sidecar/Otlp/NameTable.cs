using System.Text;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>
/// One string for each name, since spans of one app have the same few hundred names over and over. One table a thread. Bounded: what finds no
/// room is a string of its own.
/// </summary>
internal static class NameTable
{
    private const int MaxNames = 8192;
    private const int MaxLength = 128;

    [ThreadStatic]
    private static HashSet<string>? _names;

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return string.Empty;
        }

        if (utf8.Length > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> buffer = stackalloc char[MaxLength];
        var text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        var names = _names ??= new HashSet<string>(StringComparer.Ordinal);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        var name = text.ToString();
        if (names.Count < MaxNames)
        {
            names.Add(name);
        }

        return name;
    }
}
