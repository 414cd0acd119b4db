using System.Diagnostics;
using System.Text;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Tests.Spans;

public class IdTests
{
    [Test]
    public void TraceIdKeepsItsHexForm()
    {
        var id = ActivityTraceId.CreateRandom();

        var ours = TraceId.From(id);

        Assert.That(ours.ToString(), Is.EqualTo(id.ToHexString()));
        var hex = new byte[TraceId.HexLength];
        ours.WriteHex(hex);
        Assert.That(Encoding.ASCII.GetString(hex), Is.EqualTo(id.ToHexString()));
    }

    [Test]
    public void SpanIdKeepsItsHexFormAndKnowsNone()
    {
        var id = ActivitySpanId.CreateRandom();

        Assert.That(SpanId.From(id).ToString(), Is.EqualTo(id.ToHexString()));
        Assert.That(SpanId.From(default(ActivitySpanId)).IsDefault, Is.True);
    }
}
