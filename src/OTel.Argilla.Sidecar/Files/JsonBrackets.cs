namespace OTel.Argilla.Sidecar.Files;

/// <summary>Counts what is open in JSON that comes in lines.</summary>
internal struct JsonBrackets
{
    /// <summary>Objects and arrays that are open.</summary>
    public int Depth { get; private set; }

    /// <summary>False when the line ends within a string, which no whole JSON does.</summary>
    public bool Add(ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty)
        {
            var at = line.IndexOfAny("\"{}[]"u8);
            if (at < 0)
            {
                return true;
            }

            var found = line[at];
            line = line[(at + 1)..];
            if (found != '"')
            {
                Depth += found is (byte)'{' or (byte)'[' ? 1 : -1;
            }
            else if (!SkipString(ref line))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SkipString(ref ReadOnlySpan<byte> line)
    {
        while (line.IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var at)
        {
            var isEnd = line[at] == '"';
            line = line[Math.Min(line.Length, at + (isEnd ? 1 : 2))..];
            if (isEnd)
            {
                return true;
            }
        }

        return false;
    }
}
