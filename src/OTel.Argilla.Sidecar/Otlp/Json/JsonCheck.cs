using System.Text.Json;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>
/// Steps over attributes, events and bodies, and checks that what is decoded later can be. What lies deeper than
/// <see cref="OtlpLimits.MaxValueDepth"/> is left unchecked, since it is never read.
/// </summary>
internal static class JsonCheck
{
    /// <summary>The <c>events</c> whose key is current.</summary>
    public static void Events(ref Utf8JsonReader reader)
    {
        var events = 0;
        for (var list = JsonTokens.OpenList(ref reader, "events"); list && JsonTokens.NextItem(ref reader);)
        {
            Count(ref events, OtlpLimits.MaxEvents, "events", reader);
            for (var open = JsonTokens.OpenObject(reader, "an event"); open && JsonTokens.NextProperty(ref reader);)
            {
                if (reader.ValueTextEquals("attributes"u8))
                {
                    Attributes(ref reader);
                }
                else if (reader.ValueTextEquals("name"u8))
                {
                    JsonTokens.ReadString(ref reader, "the name of an event");
                }
                else if (reader.Is("timeUnixNano"u8, "time_unix_nano"u8))
                {
                    JsonTokens.ReadTime(ref reader, "timeUnixNano");
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    /// <summary>The <c>attributes</c> whose key is current. True when one of them makes a span worth a look.</summary>
    public static bool Attributes(ref Utf8JsonReader reader)
    {
        var isRelevant = false;
        var attributes = 0;
        for (var list = JsonTokens.OpenList(ref reader, "attributes"); list && JsonTokens.NextItem(ref reader);)
        {
            Count(ref attributes, OtlpLimits.MaxAttributes, "attributes", reader);
            isRelevant |= Attribute(ref reader, depth: 0);
        }

        return isRelevant;
    }

    /// <summary>The value of an attribute, or the body of a log record, whose key is current.</summary>
    public static void Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        Value(ref reader, depth: 0);
    }

    private static bool Attribute(ref Utf8JsonReader reader, int depth)
    {
        var isRelevant = false;
        for (var open = JsonTokens.OpenObject(reader, "an attribute"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                isRelevant = JsonTokens.ReadString(ref reader, "the key of an attribute") && depth == 0 && IsRelevantKey(reader);
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                Value(ref reader, depth);
            }
            else
            {
                reader.Skip();
            }
        }

        return isRelevant;
    }

    private static bool IsRelevantKey(in Utf8JsonReader reader)
    {
        var key = reader.ValueSpan;
        if (!reader.ValueIsEscaped || key.Length > 256)
        {
            return SpanRelevance.IsRelevantKey(key);
        }

        Span<byte> unescaped = stackalloc byte[256];
        return SpanRelevance.IsRelevantKey(unescaped[..JsonEscapes.Decode(key, unescaped)]);
    }

    private static void Value(ref Utf8JsonReader reader, int depth)
    {
        for (var open = JsonTokens.OpenObject(reader, "the value of an attribute"); open && JsonTokens.NextProperty(ref reader);)
        {
            var kind = JsonKinds.Of(reader);
            if (kind == JsonKind.Unknown)
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            if (kind is JsonKind.Array or JsonKind.Kvlist)
            {
                List(ref reader, kind, depth);
            }
            else if (reader.TokenType != JsonTokenType.Null && !IsScalar(reader, kind))
            {
                throw JsonTokens.Error(reader, $"the value of kind {kind} cannot be read");
            }
        }
    }

    private static void List(ref Utf8JsonReader reader, JsonKind kind, int depth)
    {
        if (depth == OtlpLimits.MaxValueDepth)
        {
            reader.Skip();
            return;
        }

        for (var open = JsonTokens.OpenObject(reader, "a list"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (!reader.ValueTextEquals("values"u8))
            {
                reader.Skip();
                continue;
            }

            for (var list = JsonTokens.OpenList(ref reader, "values"); list && JsonTokens.NextItem(ref reader);)
            {
                if (kind == JsonKind.Array)
                {
                    Value(ref reader, depth + 1);
                }
                else
                {
                    Attribute(ref reader, depth + 1);
                }
            }
        }
    }

    private static bool IsScalar(in Utf8JsonReader reader, JsonKind kind) => kind switch
    {
        JsonKind.String => reader.TokenType == JsonTokenType.String,
        JsonKind.Bool => reader.TokenType is JsonTokenType.True or JsonTokenType.False,
        JsonKind.Int => JsonTokens.TryGetInt64(reader, out _),
        JsonKind.Double => JsonTokens.TryGetDouble(reader, out _),
        _ => reader.TokenType == JsonTokenType.String && JsonBytes.TryGet(reader, out _),
    };

    private static void Count(ref int count, int most, string what, in Utf8JsonReader at)
    {
        if (++count > most)
        {
            throw JsonTokens.Error(at, $"a span, event or log record has more than {most} {what}");
        }
    }
}
