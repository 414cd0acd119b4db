using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using static OTel.Argilla.Sidecar.Tests.Fuzz.OtlpBytes;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>Whether messages may hold instructions is seen without decoding them: a no must be right, in whatever way a text is escaped.</summary>
public sealed class EncodedWordsTests
{
    private const string Key = "gen_ai.input.messages";

    [TestCase("""[{\"role\":\"system\"}]""", true)]
    [TestCase("""[{\u0022role\u0022:\u0022system\u0022}]""", true)]
    [TestCase("""[{\"role\":\"s\u0079stem\"}]""", true)]
    [TestCase("""[{\"role\":\"\u0073\u0079\u0073\u0074\u0065\u006d\"}]""", true)]
    [TestCase("""[{\"role\":\"user\"}]""", false)]
    [TestCase("""[{\u0022role\u0022:\u0022user\u0022,\u0022content\u0022:\u0022caf\u00e9\u0022}]""", false)]
    public void In_JSON(string escaped, bool mayHold)
    {
        var span = Decoding.Json(Decoding.Span($"\"attributes\":[{{\"key\":\"{Key}\",\"value\":{{\"stringValue\":\"{escaped}\"}}}}]")).Spans.Single();
        Assert.That(Messages(span).MayHold("system"u8), Is.EqualTo(mayHold));
    }

    [TestCase("[{\"role\":\"system\"}]", true)]
    [TestCase("[{\"role\":\"user\"}]", false)]
    public void In_protobuf(string text, bool mayHold)
    {
        var span = Decoding.Decode(Request(Span(1, 2, "s", [(Key, text)])), OtlpFormat.Protobuf, OtlpSignal.Traces).Spans.Single();
        Assert.That(Messages(span).MayHold("system"u8), Is.EqualTo(mayHold));
    }

    private static DeferredValue Messages(OtlpSpan span)
    {
        DialectCatalog.DefineKeys();
        var attributes = new AttributeSet();
        span.CopyAttributesTo(attributes);
        return (DeferredValue)attributes.Encoded(Keys.InputMessages)!;
    }
}
