using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

internal static class Decoding
{
    public static OtlpBatch Decode(byte[] request, OtlpFormat format, OtlpSignal signal)
    {
        var batch = new OtlpBatch();
        OtlpDecoder.Decode(request, format, signal, batch);
        return batch;
    }

    public static OtlpBatch Json(string request, OtlpSignal signal = OtlpSignal.Traces) =>
        Decode(System.Text.Encoding.UTF8.GetBytes(request), OtlpFormat.Json, signal);

    /// <summary>The signal that a capture's name says.</summary>
    public static OtlpSignal SignalOf(string name) => name.Contains("-logs-", StringComparison.Ordinal) ? OtlpSignal.Logs : OtlpSignal.Traces;

    public static OtlpFormat FormatOf(string name) => name.EndsWith(".json", StringComparison.Ordinal) ? OtlpFormat.Json : OtlpFormat.Protobuf;

    /// <summary>A request of one span with these members.</summary>
    public static string Span(string members, string ids = "\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\"") =>
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + ids + (members.Length > 0 ? "," + members : "") + "}]}]}]}";

    /// <summary>A GenAI span with one attribute <c>gen_ai.x</c> of this value.</summary>
    public static string Value(string value) => Span("\"attributes\":[{\"key\":\"gen_ai.x\",\"value\":" + value + "}]");
}
