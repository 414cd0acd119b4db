using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Records;

/// <summary>The JSON of one record while it is written: texts are fitted to what Argilla takes, and what was done to them is remembered.</summary>
internal sealed class RecordJson
{
#if NET
    /// <summary>Longest number that is written here: sign, 17 digits, point, exponent.</summary>
    private const int LongestNumber = 32;
#endif

    private readonly PooledBuffer _buffer = new();
    private readonly PooledBuffer _escaped = new();

    public RecordJson() => Writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions
    {
        // It goes to a JSON API: only what JSON asks for is escaped. Pages escape for themselves.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    });

    public Utf8JsonWriter Writer { get; }

    /// <summary>Some text was cut to a limit.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Some text held characters that Argilla or its database refuses; U+FFFD stands in their place.</summary>
    public bool WasCleaned { get; private set; }

    public void Begin(string externalId)
    {
        WasCut = false;
        WasCleaned = false;
        Writer.WriteStartObject();
        Writer.WriteString("external_id"u8, externalId);
    }

    public RecordDocument End(string externalId)
    {
        Writer.WriteEndObject();
        Writer.Flush();
        var (rented, length) = _buffer.Detach();
        Writer.Reset(_buffer);
        return new RecordDocument(rented, length, externalId);
    }

    /// <summary>Forgets a record that could not be finished.</summary>
    public void Abandon()
    {
        Writer.Reset(_buffer);
        _buffer.Clear();
    }

    public void WriteText(JsonEncodedText name, ReadOnlySpan<byte> text, int limit = int.MaxValue)
    {
        text = TextLimits.WithoutNul(TextLimits.Cut(text, limit, out var wasCut), out var hadNul);
        WasCut |= wasCut;
        WasCleaned |= hadNul;
        WriteString(name, text);
    }

    /// <summary>Nothing is written for a text that is null or empty.</summary>
    public void WriteText(JsonEncodedText name, string? text, int limit = TextLimits.MetadataText)
    {
        if (!string.IsNullOrEmpty(text))
        {
            if (text!.Length <= limit && text.IndexOf('\0') < 0 && IsAscii(text))
            {
                Writer.WriteString(name, text);
            }
            else
            {
                // Through bytes: an unpaired surrogate would make the writer throw.
                WriteText(name, Encoding.UTF8.GetBytes(text), limit);
            }
        }
    }

    public void WriteTexts(JsonEncodedText name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray(name);
        for (var i = 0; i < texts.Count; i++)
        {
            WriteTextValue(Encoding.UTF8.GetBytes(texts[i]), TextLimits.Term);
        }

        Writer.WriteEndArray();
    }

    public void WriteTextValue(ReadOnlySpan<byte> text, int limit)
    {
        text = TextLimits.WithoutNul(TextLimits.Cut(text, limit, out var wasCut), out var hadNul);
        WasCut |= wasCut;
        WasCleaned |= hadNul;
        Writer.WriteStringValue(text);
    }

    public void WriteInteger(JsonEncodedText name, long? number)
    {
        if (number is { } value)
        {
            Writer.WriteNumber(name, value);
        }
    }

    /// <summary>A number that stays one with a fraction: Argilla refuses <c>3</c> for a float property, and takes <c>3.0</c>. Not written when it is not finite.</summary>
    public void WriteFloat(JsonEncodedText name, double number)
    {
        if (IsFinite(number))
        {
            Writer.WritePropertyName(name);
            WriteFloatValue(number);
        }
    }

    public void WriteFloatValue(double number)
    {
#if NET
        Span<byte> digits = stackalloc byte[LongestNumber];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        if (digits.Slice(0, length).IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            digits[length++] = (byte)'.';
            digits[length++] = (byte)'0';
        }

        Writer.WriteRawValue(digits.Slice(0, length), skipInputValidation: true);
#else
        var digits = number.ToString("R", CultureInfo.InvariantCulture);
        Writer.WriteRawValue(digits.IndexOfAny(['.', 'E']) < 0 ? digits + ".0" : digits, skipInputValidation: true);
#endif
    }

    public static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    private void WriteString(JsonEncodedText name, ReadOnlySpan<byte> text)
    {
        if (JsonStringEscaper.IndexOfSpecial(text) < 0)
        {
            Writer.WriteString(name, text);
            return;
        }

        JsonStringEscaper.Write(text, _escaped);
        Writer.WritePropertyName(name);
        Writer.WriteRawValue(_escaped.Written, skipInputValidation: true);
        _escaped.Clear();
    }

    private static bool IsAscii(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                return false;
            }
        }

        return true;
    }
}
