namespace OTel.Argilla.Exporter.Messages;

/// <summary>From a text that may hold a value to that value: JSON, JSON within JSON strings, a Python literal.</summary>
internal static class ValueDecoder
{
    /// <summary>Some SDKs encode twice; more than three times has not been seen, and a bound keeps hostile nesting cheap.</summary>
    private const int MaxEncodings = 3;

    public static Value Decode(ValueTape tape, Value value)
    {
        for (var i = 0; i < MaxEncodings && value.IsText; i++)
        {
            var text = value.Text.Trim();
            if (Unusable.IsAbsent(text.Span))
            {
                return default;
            }

            if (text.Span[0] is not ((byte)'[' or (byte)'{' or (byte)'"'))
            {
                break;
            }

            if (!tape.TryParseJson(text.Bytes, out var parsed) && !PythonLiteralReader.TryRead(tape, text.Bytes, out parsed))
            {
                break;
            }

            value = parsed;
        }

        return value.Kind switch
        {
            ValueKind.Null => default,
            ValueKind.Text when Unusable.IsAbsent(value.Text.Span) => default,
            _ => value,
        };
    }
}
