using System.Text.Json;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>
/// Lists of values, and of pairs, onto a tape: one walk over the bytes however deep they are nested. They were checked before.
/// </summary>
internal static class JsonLists
{
    /// <summary>Adds the object that holds the values of a list.</summary>
    public static void Add(ValueTape tape, ReadOnlyMemory<byte> list, JsonKind kind)
    {
        var reader = new Utf8JsonReader(list.Span, JsonTokens.Options);
        reader.Read();
        AddList(ref reader, tape, list, kind, depth: 0);
    }

    /// <summary>The texts of an array that holds nothing else, as .NET instrumentation hands it over; null for other arrays.</summary>
    public static string[]? ReadTexts(ReadOnlyMemory<byte> list)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(list.Span, JsonTokens.Options);
        reader.Read();
        for (var open = JsonTokens.OpenObject(reader, "a list"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (!reader.ValueTextEquals("values"u8))
            {
                reader.Skip();
                continue;
            }

            texts.Clear();
            for (var values = JsonTokens.OpenList(ref reader, "values"); values && JsonTokens.NextItem(ref reader);)
            {
                if (JsonValue.Read(ref reader, list) is not JsonValue { IsText: true } text)
                {
                    return null;
                }

                texts.Add((string)text.Resolve()!);
            }
        }

        return [.. texts];
    }

    private static void AddList(ref Utf8JsonReader reader, ValueTape tape, ReadOnlyMemory<byte> source, JsonKind kind, int depth)
    {
        var container = tape.Add(kind == JsonKind.Array ? ValueKind.Array : ValueKind.Object, default);
        var first = tape.Mark;
        var children = 0;
        for (var open = JsonTokens.OpenObject(reader, "a list"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (!reader.ValueTextEquals("values"u8))
            {
                reader.Skip();
                continue;
            }

            tape.Rewind(first);
            children = 0;
            for (var values = JsonTokens.OpenList(ref reader, "values"); values && JsonTokens.NextItem(ref reader);)
            {
                children += (kind == JsonKind.Array ? TryAddValue(ref reader, tape, source, depth + 1) : TryAddMember(ref reader, tape, source, depth + 1)) ? 1 : 0;
            }
        }

        tape.Close(container, children);
    }

    private static bool TryAddMember(ref Utf8JsonReader reader, ValueTape tape, ReadOnlyMemory<byte> source, int depth)
    {
        var mark = tape.Mark;
        var name = string.Empty;
        var value = default(Utf8JsonReader);
        var isAdded = false;
        var isStale = true;
        for (var open = JsonTokens.OpenObject(reader, "an attribute"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                name = JsonTokens.ReadString(ref reader, "the key of an attribute") ? JsonNames.Get(reader) : string.Empty;
                isStale = true;
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                value = reader;
                isAdded = TryAddMember(name, ref reader, tape, source, mark, depth);
                isStale = false;
            }
            else
            {
                reader.Skip();
            }
        }

        // A key that stands behind its value, or no value at all.
        return isStale ? TryAddMember(name, ref value, tape, source, mark, depth) : isAdded;
    }

    private static bool TryAddMember(string name, ref Utf8JsonReader value, ValueTape tape, ReadOnlyMemory<byte> source, int mark, int depth)
    {
        tape.Rewind(mark);
        tape.AddText(name.AsSpan());
        if (value.TokenType == JsonTokenType.None)
        {
            tape.Add(ValueKind.Null, default);
            return true;
        }

        if (!TryAddValue(ref value, tape, source, depth))
        {
            tape.Rewind(mark);
            return false;
        }

        return true;
    }

    private static bool TryAddValue(ref Utf8JsonReader reader, ValueTape tape, ReadOnlyMemory<byte> source, int depth)
    {
        var mark = tape.Mark;
        var isAdded = false;
        var isSet = false;
        for (var open = JsonTokens.OpenObject(reader, "a value"); open && JsonTokens.NextProperty(ref reader);)
        {
            var kind = JsonKinds.Of(reader);
            if (kind == JsonKind.Unknown)
            {
                reader.Skip();
                continue;
            }

            // Of several kinds the last counts.
            tape.Rewind(mark);
            reader.Read();
            isSet = reader.TokenType != JsonTokenType.Null;
            if (!isSet)
            {
                continue;
            }

            if (kind is not (JsonKind.Array or JsonKind.Kvlist))
            {
                isAdded = TryAddContent(tape, JsonValue.ReadContent(ref reader, kind, source));
            }
            else if (isAdded = depth < OtlpLimits.MaxValueDepth)
            {
                AddList(ref reader, tape, source, kind, depth);
            }
            else
            {
                reader.Skip();
            }
        }

        if (!isSet)
        {
            tape.Add(ValueKind.Null, default);
            return true;
        }

        return isAdded;
    }

    private static bool TryAddContent(ValueTape tape, object? content)
    {
        if (content is JsonValue value)
        {
            return value.TryAddTo(tape);
        }

        EncodedText.AddScalar(tape, content);
        return true;
    }
}
