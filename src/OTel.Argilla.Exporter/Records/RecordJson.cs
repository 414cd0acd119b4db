using System.Text;
using System.Text.Json;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Records;

/// <summary>The JSON of one record while it is written: texts are fitted to what Argilla takes, and what was done to them is remembered.</summary>
internal sealed class RecordJson
{
    /// <summary>Names, ids and their like take no memory on their way.</summary>
    private const int ShortText = 128;

    private readonly RecordBuffer _buffer = new();
    private readonly byte[] _short = new byte[ShortText * 3];

    public RecordJson() => Output = new JsonOutput(_buffer);

    public JsonOutput Output { get; }

    /// <summary>Some text was cut to a limit.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Some text held characters that Argilla or its database refuses; U+FFFD stands in their place.</summary>
    public bool WasCleaned { get; private set; }

    public void Begin(string externalId)
    {
        WasCut = false;
        WasCleaned = false;
        Output.Reset();
        Output.StartObject();
        Output.Name("external_id"u8);
        WriteTextValue(externalId, int.MaxValue);
    }

    public RecordDocument End(string externalId, RecordParts parts)
    {
        Output.EndObject();
        return _buffer.End(externalId, parts);
    }

    /// <summary>Forgets a record that could not be finished.</summary>
    public void Abandon() => _buffer.Abandon();

    public void WriteText(JsonEncodedText name, ReadOnlySpan<byte> text, int limit = int.MaxValue)
    {
        Output.Name(name);
        WriteTextValue(text, limit);
    }

    /// <summary>A text that was JSON before is not encoded again, unless there is something to cut.</summary>
    public void WriteText(JsonEncodedText name, Utf8Text text, int limit = int.MaxValue)
    {
        Output.Name(name);
        if (text.Literal.IsEmpty || text.Length > limit)
        {
            WriteTextValue(text.Span, limit);
        }
        else
        {
            Output.Literal(text.Literal);
        }
    }

    /// <summary>Nothing is written for a text that is null or empty.</summary>
    public void WriteText(JsonEncodedText name, string? text, int limit = TextLimits.MetadataText)
    {
        if (!string.IsNullOrEmpty(text) && (text!.Length > limit || !Output.TryPlainText(name, text)))
        {
            Output.Name(name);
            WriteTextValue(text, limit);
        }
    }

    public void WriteTexts(JsonEncodedText name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        Output.Name(name);
        Output.StartArray();
        for (var i = 0; i < texts.Count; i++)
        {
            WriteTextValue(texts[i], TextLimits.Term);
        }

        Output.EndArray();
    }

    public void WriteTextValue(ReadOnlySpan<byte> text, int limit)
    {
        text = TextLimits.WithoutNul(TextLimits.Cut(text, limit, out var wasCut), out var hadNul);
        WasCut |= wasCut;
        WasCleaned |= hadNul;
        Output.Text(text);
    }

    /// <summary>Unpaired surrogates become U+FFFD.</summary>
    public void WriteTextValue(string text, int limit)
    {
        if (text.Length <= ShortText)
        {
            WriteTextValue(_short.AsSpan(0, Utf8.GetBytes(text.AsSpan(), _short)), limit);
        }
        else
        {
            WriteTextValue(Encoding.UTF8.GetBytes(text), limit);
        }
    }

    public void WriteInteger(JsonEncodedText name, long? number)
    {
        if (number is { } value)
        {
            Output.Name(name);
            Output.Number(value);
        }
    }

    /// <summary>Not written when it is not finite.</summary>
    public void WriteFloat(JsonEncodedText name, double number)
    {
        if (IsFinite(number))
        {
            Output.Name(name);
            Output.Number(number);
        }
    }

    /// <summary>A number of zero or more, rounded to thousandths.</summary>
    public void WriteRounded(JsonEncodedText name, double number)
    {
        const double Largest = 1e12;
        if (number <= Largest)
        {
            Output.Name(name);
            Output.Thousandths((long)Math.Round(number * 1000));
        }
        else
        {
            WriteFloat(name, number);
        }
    }

    public static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);
}
