namespace OTel.Argilla.Fuzz;

/// <summary>Changes input a little, at random: the same seed gives the same changes.</summary>
internal sealed class Mutation
{
    private static readonly byte[][] Words =
    [
        .. new[] { "{", "}", "[", "]", "\"", "\\", "\\u", "\\\"", ":", ",", "null", "true", "'", "(", ")", "\n", "{\"resourceSpans\":[", "gen_ai.", "-", "e", "9", "\0" }
            .Select(static word => System.Text.Encoding.UTF8.GetBytes(word)),
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x80], [0x0A], [0x12], [0x7F], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x28, 0xB5, 0x2F, 0xFD], [0x1F, 0x8B, 0x08],
    ];

    private readonly Random _random;

    public Mutation(int seed) => _random = new Random(seed);

    /// <summary>One to six changes of a copy of the input; pieces may come from another input.</summary>
    public byte[] Change(byte[] input, byte[] other)
    {
        var bytes = input.ToArray();
        for (var changes = _random.Next(1, 7); changes > 0; changes--)
        {
            bytes = Once(bytes, other);
        }

        return bytes;
    }

    private byte[] Once(byte[] bytes, byte[] other)
    {
        var at = _random.Next(bytes.Length + 1);
        var rest = Math.Min(bytes.Length, at + _random.Next(1, 64));
        switch (_random.Next(7))
        {
            case 0 when at < bytes.Length:
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            case 1 when at < bytes.Length:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 2:
                return [.. bytes[..at], .. bytes[rest..]];
            case 3:
                return [.. bytes[..at], .. Words[_random.Next(Words.Length)], .. bytes[at..]];
            case 4:
                return [.. bytes[..at], .. Words[_random.Next(Words.Length)], .. bytes[rest..]];
            case 5 when other.Length > 0:
                var from = _random.Next(other.Length);
                return [.. bytes[..at], .. other[from..Math.Min(other.Length, from + _random.Next(1, 256))], .. bytes[rest..]];
            default:
                return bytes[..at];
        }
    }
}
