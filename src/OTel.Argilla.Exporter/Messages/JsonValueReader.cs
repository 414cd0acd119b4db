using System.Text.Json;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>JSON onto a tape. Strings without escapes are slices of the source; nothing is copied for them.</summary>
internal static class JsonValueReader
{
    private static readonly ReadOnlyMemory<byte> True = "true"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> False = "false"u8.ToArray();

    /// <summary>Parses JSON. False, and an absent value, when it is not valid from end to end.</summary>
    public static bool TryRead(ValueTape tape, ReadOnlyMemory<byte> utf8, out Value value)
    {
        var mark = tape.Mark;
        try
        {
            Read(tape, utf8);
            value = new Value(tape, mark);
            return true;
        }
        catch (JsonException)
        {
            tape.Rewind(mark);
            value = default;
            return false;
        }
    }

    private static void Read(ValueTape tape, ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = ValueTape.MaxDepth });
        Span<Frame> open = stackalloc Frame[ValueTape.MaxDepth + 1];
        var depth = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    open[depth].Children++;
                    open[++depth] = new Frame
                    {
                        Container = tape.Add(reader.TokenType == JsonTokenType.StartObject ? ValueKind.Object : ValueKind.Array, default),
                    };
                    break;
                case JsonTokenType.EndObject:
                case JsonTokenType.EndArray:
                    tape.Close(open[depth].Container, open[depth].Children);
                    depth--;
                    break;
                case JsonTokenType.PropertyName:
                    tape.Add(ValueKind.Text, Unescape(tape, ref reader, utf8));
                    break;
                default:
                    open[depth].Children++;
                    AddScalar(tape, ref reader, utf8);
                    break;
            }
        }
    }

    private static void AddScalar(ValueTape tape, ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                tape.Add(ValueKind.Text, Unescape(tape, ref reader, utf8));
                break;
            case JsonTokenType.Number:
                tape.Add(ValueKind.Number, utf8.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length));
                break;
            case JsonTokenType.True:
                tape.Add(ValueKind.True, True);
                break;
            case JsonTokenType.False:
                tape.Add(ValueKind.False, False);
                break;
            default:
                tape.Add(ValueKind.Null, default);
                break;
        }
    }

    private static ReadOnlyMemory<byte> Unescape(ValueTape tape, ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        // The token begins with its quotation mark.
        var raw = utf8.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        if (!reader.ValueIsEscaped)
        {
            return raw;
        }

        // Unescaped text is never longer than escaped text.
        var room = tape.Arena.Reserve(raw.Length).Span;
        try
        {
            return tape.Arena.Commit(reader.CopyString(room));
        }
        catch (InvalidOperationException)
        {
            // An escaped surrogate without its other half, which no UTF-8 can hold.
            return tape.Arena.Commit(JsonEscapes.Decode(raw.Span, room));
        }
    }

    private struct Frame
    {
        public int Container;
        public int Children;
    }
}
