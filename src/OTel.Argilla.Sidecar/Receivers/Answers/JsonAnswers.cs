using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Receivers.Answers;

/// <summary>The same answers in the JSON of OTLP: 64-bit numbers are strings.</summary>
internal static class JsonAnswers
{
    private static readonly byte[] Success = "{\"partialSuccess\":{}}"u8.ToArray();

    // Messages are for logs: an apostrophe shall be one.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Response(in Answer answer, OtlpSignal signal)
    {
        if (answer.RejectedItems == 0 && string.IsNullOrEmpty(answer.Message))
        {
            return Success;
        }

        var target = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(target, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("partialSuccess"u8);
            if (answer.RejectedItems != 0)
            {
                json.WriteString(RejectedName(signal), answer.RejectedItems.ToString(CultureInfo.InvariantCulture));
            }

            json.WriteString("errorMessage"u8, answer.Message ?? string.Empty);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return target.WrittenSpan.ToArray();
    }

    public static byte[] Status(int code, string message)
    {
        var target = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(target, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("code"u8, code);
            json.WriteString("message"u8, message);
            json.WriteEndObject();
        }

        return target.WrittenSpan.ToArray();
    }

    private static ReadOnlySpan<byte> RejectedName(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "rejectedSpans"u8,
        OtlpSignal.Logs => "rejectedLogRecords"u8,
        _ => "rejectedDataPoints"u8,
    };
}
