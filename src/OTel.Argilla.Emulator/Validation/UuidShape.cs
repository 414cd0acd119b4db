namespace OTel.Argilla.Emulator.Validation;

/// <summary>A UUID in any of its spellings, given on in the canonical one.</summary>
internal sealed class UuidShape : Shape
{
    private static readonly int[] GroupLengths = [8, 4, 4, 4, 12];
    private static readonly int[] GroupStarts = [0, 9, 14, 19, 24];

    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        if (value is not string text)
        {
            errors.Add(location, "uuid_type", "UUID input should be a string, bytes or UUID object");
            return null;
        }

        if (Parse(text) is { } id)
        {
            return id;
        }

        errors.Add(location, "uuid_parsing", $"Input should be a valid UUID, {Complaint(text)}");
        return null;
    }

    public static string? Parse(string text)
    {
        var body = Strip(text, out _);
        var format = body.Length == 36 ? "D" : body.Length == 32 && body.Length == text.Length ? "N" : null;
        return format is not null && Guid.TryParseExact(body, format, out var id) ? id.ToString() : null;
    }

    private static string Strip(string text, out int offset)
    {
        if (text is ['{', .. var braced, '}'])
        {
            offset = 1;
            return braced;
        }

        offset = text.StartsWith("urn:uuid:", StringComparison.Ordinal) ? 9 : 0;
        return text[offset..];
    }

    private static string Complaint(string text)
    {
        var body = Strip(text, out var offset);
        var hyphens = new List<int>();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '-')
            {
                hyphens.Add(i);
            }
            else if (!char.IsAsciiHexDigit(body[i]))
            {
                var found = char.IsHighSurrogate(body[i]) && i + 1 < body.Length ? body.Substring(i, 2) : body.Substring(i, 1);
                return "invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], "
                    + $"found `{found}` at {i + offset + 1}";
            }
        }

        if (hyphens.Count == 0 && offset == 0)
        {
            return $"invalid length: expected length 32 for simple format, found {text.Length}";
        }

        if (hyphens.Count != 4)
        {
            return $"invalid group count: expected 5, found {hyphens.Count + 1}";
        }

        for (var group = 0; group < 4; group++)
        {
            if (hyphens[group] != GroupStarts[group + 1] - 1)
            {
                return $"invalid group length in group {group}: expected {GroupLengths[group]}, found {hyphens[group] - GroupStarts[group]}";
            }
        }

        return $"invalid group length in group 4: expected 12, found {text.Length - GroupStarts[4]}";
    }
}
