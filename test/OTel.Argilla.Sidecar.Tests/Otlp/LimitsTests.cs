using System.Text;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Tests.Fuzz;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>What is beyond the bounds is refused as a whole, with the place.</summary>
public sealed class LimitsTests
{
    private const int TooMany = 65_537;

    [TestCase(OtlpLimits.MaxAttributes, true)]
    [TestCase(TooMany, false)]
    public void Attributes_of_a_span(int count, bool isTaken) => Assert.Multiple(() =>
    {
        var attribute = OtlpBytes.KeyValue("gen_ai.x", [0x10, 1]);
        Try(OtlpBytes.Request(OtlpBytes.Span(1, 2, "chat", Enumerable.Repeat(attribute, count))), OtlpFormat.Protobuf, OtlpSignal.Traces, isTaken, "more than 65536 attributes");
        Try(Decoding.Span("\"attributes\":[" + Json("{\"key\":\"gen_ai.x\",\"value\":{}}", count) + "]"), OtlpSignal.Traces, isTaken, "more than 65536 attributes");
    });

    [TestCase(OtlpLimits.MaxEvents, true)]
    [TestCase(TooMany, false)]
    public void Events_of_a_span(int count, bool isTaken) => Assert.Multiple(() =>
    {
        byte[] span = [.. OtlpBytes.Span(1, 2, "chat", [OtlpBytes.KeyValue("gen_ai.x", [])]), .. Enumerable.Repeat(OtlpBytes.Field(0x5A, []), count).SelectMany(static e => e)];
        Try(OtlpBytes.Request(span), OtlpFormat.Protobuf, OtlpSignal.Traces, isTaken, "more than 65536 events");
        Try(Decoding.Span("\"attributes\":[{\"key\":\"gen_ai.x\"}],\"events\":[" + Json("{}", count) + "]"), OtlpSignal.Traces, isTaken, "more than 65536 events");
    });

    [TestCase(OtlpLimits.MaxAttributes, true)]
    [TestCase(TooMany, false)]
    public void Attributes_of_a_log_record(int count, bool isTaken) => Try(
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\",\"eventName\":\"gen_ai.choice\",\"attributes\":["
        + Json("{\"key\":\"x\",\"value\":{}}", count) + "]}]}]}]}",
        OtlpSignal.Logs, isTaken, "more than 65536 attributes");

    [TestCase(50_000, true)]
    [TestCase(100_001, false)]
    public void Levels_of_JSON(int depth, bool isTaken) =>
        Try("{\"x\":" + new string('[', depth) + new string(']', depth) + "}", OtlpSignal.Traces, isTaken, "nested deeper than 100000 levels");

    private static string Json(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

    private static void Try(string request, OtlpSignal signal, bool isTaken, string said) => Try(Encoding.UTF8.GetBytes(request), OtlpFormat.Json, signal, isTaken, said);

    private static void Try(byte[] request, OtlpFormat format, OtlpSignal signal, bool isTaken, string said)
    {
        var batch = new OtlpBatch();
        if (isTaken)
        {
            Assert.That(() => OtlpDecoder.Decode(request, format, signal, batch), Throws.Nothing);
            return;
        }

        var error = Assert.Throws<OtlpException>(() => OtlpDecoder.Decode(request, format, signal, batch));
        Assert.That(error!.Reason, Does.Contain(said));
        Assert.That(error.ByteOffset, Is.InRange(65_536, request.Length));
        Assert.That(batch.Spans, Is.Empty);
    }
}
