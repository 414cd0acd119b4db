namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// What Argilla takes, and what its search engine indexes: beyond these a whole batch is refused, or a record is stored that no reviewer ever
/// sees. Lengths are in Unicode code points, as Argilla counts them.
/// </summary>
internal static class TextLimits
{
    public const int DatasetName = 200;

    public const int ChatMessages = 500;

    public const int ChatContent = 20_000;

    public const int ChatRole = 20;

    /// <summary>Well below the 32,766 bytes above which a term is stored but not indexed.</summary>
    public const int Term = 1_000;

    /// <summary>Longer metadata texts help nobody in a menu of metadata.</summary>
    public const int MetadataText = 20_000;

    /// <summary>The text up to so many code points; never half a character.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> utf8, int codePoints, out bool wasCut)
    {
        wasCut = false;
        if (utf8.Length <= codePoints)
        {
            return utf8;
        }

        var seen = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            // Every byte but a continuation byte begins a code point.
            if ((utf8[i] & 0xC0) != 0x80 && ++seen > codePoints)
            {
                wasCut = true;
                return utf8.Slice(0, i);
            }
        }

        return utf8;
    }

    /// <summary>
    /// The text with U+FFFD for NUL, which PostgreSQL refuses in some places and no reader can see; the same text when it has none. Lone surrogates
    /// cannot be in UTF-8.
    /// </summary>
    public static ReadOnlySpan<byte> WithoutNul(ReadOnlySpan<byte> utf8, out bool hadNul)
    {
        hadNul = utf8.IndexOf((byte)0) >= 0;
        if (!hadNul)
        {
            return utf8;
        }

        var clean = new List<byte>(utf8.Length + 16);
        foreach (var b in utf8)
        {
            if (b == 0)
            {
                clean.AddRange([0xEF, 0xBF, 0xBD]);
            }
            else
            {
                clean.Add(b);
            }
        }

        return clean.ToArray();
    }
}
