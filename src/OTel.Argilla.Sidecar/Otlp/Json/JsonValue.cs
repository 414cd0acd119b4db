using System.Text;
using System.Text.Json;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>A text, list or bytes in an <c>AnyValue</c> object that was checked before.</summary>
internal sealed class JsonValue : DeferredValue, ITapeValue
{
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly JsonKind _kind;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _isEscaped;

    /// <param name="kind">String, array, list of pairs, or bytes.</param>
    /// <param name="bytes">Of a string what stands between the quotes; of a list the object that holds its values; of bytes these, decoded.</param>
    /// <param name="isEscaped">Whether a string has escapes.</param>
    private JsonValue(JsonKind kind, ReadOnlyMemory<byte> bytes, bool isEscaped)
    {
        _kind = kind;
        _bytes = bytes;
        _isEscaped = isEscaped;
    }

    public bool IsText => _kind == JsonKind.String;

    public override int EstimatedBytes => 48 + _bytes.Length;

    /// <summary>
    /// Reads the value at the current token: a number or Boolean as it is, all else still encoded; null when it is unset.
    /// </summary>
    /// <param name="reader">Stands at the value; afterwards at its end.</param>
    /// <param name="source">The bytes that the reader reads.</param>
    public static object? Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        object? value = null;
        for (var open = JsonTokens.OpenObject(reader, "the value of an attribute"); open && JsonTokens.NextProperty(ref reader);)
        {
            var kind = JsonKinds.Of(reader);
            if (kind == JsonKind.Unknown)
            {
                reader.Skip();
            }
            else
            {
                // Of several kinds the last counts.
                reader.Read();
                value = reader.TokenType == JsonTokenType.Null ? null : ReadContent(ref reader, kind, source);
            }
        }

        return value;
    }

    /// <summary>Reads a text, number, Boolean or bytes at the current token, which is not null; a list is stepped over.</summary>
    public static object? ReadContent(ref Utf8JsonReader reader, JsonKind kind, ReadOnlyMemory<byte> source)
    {
        var start = (int)reader.TokenStartIndex;
        switch (kind)
        {
            case JsonKind.String:
                return new JsonValue(kind, source.Slice(start + 1, reader.ValueSpan.Length), reader.ValueIsEscaped);
            case JsonKind.Bool:
                return reader.TokenType == JsonTokenType.True ? True : False;
            case JsonKind.Int:
                return JsonTokens.TryGetInt64(reader, out var whole) ? whole : null;
            case JsonKind.Double:
                return JsonTokens.TryGetDouble(reader, out var number) ? number : null;
            case JsonKind.Bytes:
                return JsonBytes.TryGet(reader, out var bytes) ? new JsonValue(kind, bytes, isEscaped: false) : null;
            default:
                reader.Skip();
                return new JsonValue(kind, source[start..(int)reader.BytesConsumed], isEscaped: false);
        }
    }

    public override object? Resolve() => _kind switch
    {
        JsonKind.String => JsonNames.ToString(_bytes.Span, _isEscaped),
        // Bytes that are a text are read as one: nothing in a prompt is of use otherwise.
        JsonKind.Bytes => EncodedText.IsText(_bytes.Span) ? Encoding.UTF8.GetString(_bytes.Span) : null,
        JsonKind.Array => (object?)JsonLists.ReadTexts(_bytes) ?? this,
        _ => this,
    };

    /// <inheritdoc/>
    /// <remarks>A letter may be written as an escape, although nobody does.</remarks>
    public override bool MayHold(ReadOnlySpan<byte> word)
    {
        var bytes = _bytes.Span;
        return bytes.IndexOf(word) >= 0 || bytes.IndexOf("\\u006"u8) >= 0 || bytes.IndexOf("\\u007"u8) >= 0;
    }

    public bool TryAddTo(ValueTape tape)
    {
        switch (_kind)
        {
            case JsonKind.String:
                AddText(tape);
                return true;
            case JsonKind.Bytes:
                return EncodedText.TryAddBytes(tape, _bytes);
            default:
                JsonLists.Add(tape, _bytes, _kind);
                return true;
        }
    }

    private void AddText(ValueTape tape)
    {
        if (!_isEscaped)
        {
            EncodedText.Add(tape, _bytes);
            return;
        }

        // Unescaped text is never longer than escaped text.
        EncodedText.Add(tape, tape.Arena.Commit(JsonEscapes.Decode(_bytes.Span, tape.Arena.Reserve(_bytes.Length).Span)));
    }
}
