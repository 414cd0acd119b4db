using System.Text;
using System.Text.Json;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>The odd requests that a real Collector was sent: what it takes we take, what it refuses we refuse, and we see the same in it.</summary>
public sealed class CollectorBodiesTests
{
    /// <summary>The Collector has a bug here (status 500); a byte order mark harms nobody.</summary>
    private static readonly HashSet<string> TakenByUsOnly = ["json-bom"];

    [TestCaseSource(nameof(Bodies))]
    public void A_body_is_taken_when_the_Collector_takes_it(string name, string path, bool isJson, int status, byte[] body, string[] seen)
    {
        var signal = path == "/v1/logs" ? OtlpSignal.Logs : OtlpSignal.Traces;
        var batch = new OtlpBatch();
        if (status != 200 && !TakenByUsOnly.Contains(name))
        {
            var error = Assert.Throws<OtlpException>(() => OtlpDecoder.Decode(body, isJson ? OtlpFormat.Json : OtlpFormat.Protobuf, signal, batch));
            Assert.That(error!.ByteOffset, Is.InRange(0, body.Length));
            Assert.That(BatchText.Of(batch), Is.EqualTo(BatchText.Of(new OtlpBatch())));
            return;
        }

        OtlpDecoder.Decode(body, isJson ? OtlpFormat.Json : OtlpFormat.Protobuf, signal, batch);
        // What it wrote of very deep values was cut when it was recorded.
        if (seen.Length == 1 && name is not "json-invalid-utf8" and not "pb-invalid-utf8" && seen[0].EndsWith('}'))
        {
            Assert.That(BatchText.Of(batch), Is.EqualTo(BatchText.Of(Decoding.Json(seen[0], signal))));
        }
    }

    private static IEnumerable<TestCaseData> Bodies()
    {
        using var document = JsonDocument.Parse(Samples.Resource("receiver-bodies.json"));
        foreach (var e in document.RootElement.EnumerateArray())
        {
            yield return new TestCaseData(
                e.GetProperty("name").GetString(),
                e.GetProperty("path").GetString(),
                e.GetProperty("json").GetBoolean(),
                e.GetProperty("status").GetInt32(),
                e.GetProperty("body").GetBytesFromBase64(),
                e.GetProperty("seen").EnumerateArray().Select(static s => s.GetString()!).ToArray()) { TestName = "Collector_body(" + e.GetProperty("name").GetString() + ")" };
        }
    }

    [Test]
    public void The_bodies_are_there() => Assert.That(Bodies().Count(), Is.EqualTo(73));

    [TestCaseSource(nameof(Pairs))]
    public void Both_encodings_of_a_request_give_the_same(string name)
    {
        var protobuf = Decoding.Decode(Samples.Get(name + ".pb"), OtlpFormat.Protobuf, OtlpSignal.Traces);
        var json = Decoding.Decode(Samples.Get(name + ".json"), OtlpFormat.Json, OtlpSignal.Traces);

        Assert.That(protobuf.Spans.Count + protobuf.Links.Count, Is.Positive);
        Assert.That(BatchText.Of(json), Is.EqualTo(BatchText.Of(protobuf)));
    }

    private static IEnumerable<string> Pairs() => Samples.Names.Where(static n => n.StartsWith("pairs/") && n.EndsWith(".pb")).Select(static n => n[..^3]);

    [Test]
    public void What_the_Collector_wrote_as_JSON_is_what_it_got_as_protobuf()
    {
        var lines = Encoding.UTF8.GetString(Samples.Get("json-mixed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var exports = Samples.Exports();
        Assert.That(lines, Has.Length.EqualTo(exports.Length));
        var compared = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Samples.Has(exports[i]))
            {
                var signal = Decoding.SignalOf(exports[i]);
                var source = Decoding.Decode(Samples.Get(exports[i]), Decoding.FormatOf(exports[i]), signal);
                Assert.That(BatchText.Of(Decoding.Json(lines[i], signal)), Is.EqualTo(BatchText.Of(source)), exports[i]);
                compared++;
            }
        }

        Assert.That(compared, Is.EqualTo(47));
    }

    [Test]
    public void Values_of_every_kind_are_the_same_in_both_encodings()
    {
        var lines = Encoding.UTF8.GetString(Samples.Get("odd/json-mixed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var traces = GenAI([.. Samples.Get("odd/odd-values-traces-0001.pb")], OtlpFormat.Protobuf);
        Assert.That(traces, Does.Contain("structured"));
        Assert.That(GenAI(Encoding.UTF8.GetBytes(lines[2]), OtlpFormat.Json), Is.EqualTo(traces));

        var logs = Decoding.Decode(Samples.Get("odd/odd-values-logs-0002.pb"), OtlpFormat.Protobuf, OtlpSignal.Logs);
        Assert.That(BatchText.Of(Decoding.Json(lines[1], OtlpSignal.Logs)), Is.EqualTo(BatchText.Of(logs)));

        // One of its attributes gets a name that makes the span GenAI, of the same length.
        static string GenAI(byte[] request, OtlpFormat format)
        {
            "gen_ai.xx"u8.CopyTo(request.AsSpan(request.AsSpan().IndexOf("str.empty"u8)));
            return BatchText.Of(Decoding.Decode(request, format, OtlpSignal.Traces));
        }
    }
}
