using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>Values that are nested deeper than anyone reads.</summary>
public sealed class DeepValueTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void Deep_values_are_cut_and_cost_no_more_than_flat_ones(bool isJson)
    {
        var format = isJson ? OtlpFormat.Json : OtlpFormat.Protobuf;
        var body = isJson ? Nesting.Json(20_000) : Nesting.Protobuf(20_000);

        var batch = Decoding.Decode(body, format, OtlpSignal.Traces);

        var attributes = new AttributeSet();
        batch.Spans[0].CopyAttributesTo(attributes);
        var tape = new ValueTape();
        var value = tape.AddAttribute(attributes.ValueAt(0));
        var depth = 0;
        while (value.IsArray)
        {
            depth++;
            value = value.At(0);
        }

        Assert.That(depth, Is.EqualTo(OtlpLimits.MaxValueDepth));
    }
}
