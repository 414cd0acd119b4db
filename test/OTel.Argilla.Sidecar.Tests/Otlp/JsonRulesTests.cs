using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>OTLP/JSON where it differs from plain protobuf JSON, and where writers differ.</summary>
public sealed class JsonRulesTests
{
    [TestCase("""{"stringValue":"a\u00e9\n\ud83d\ude00"}""", "String \"aé\\n\\uD83D\\uDE00\"")]
    [TestCase("""{"string_value":"a"}""", "String \"a\"")]
    [TestCase("""{"stringValue":""}""", "String \"\"")]
    [TestCase("""{"stringValue":"\ud83d"}""", "String \"\uFFFD\"")]
    [TestCase("""{"intValue":"9007199254740993"}""", "Int64 9007199254740993")]
    [TestCase("""{"int_value":-9223372036854775808}""", "Int64 -9223372036854775808")]
    [TestCase("""{"doubleValue":3}""", "Double 3")]
    [TestCase("""{"doubleValue":"0.5"}""", "Double 0.5")]
    [TestCase("""{"doubleValue":"NaN"}""", "Double \"NaN\"")]
    [TestCase("""{"doubleValue":"-Infinity"}""", "Double \"-Infinity\"")]
    [TestCase("""{"boolValue":false}""", "Boolean false")]
    [TestCase("""{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}""", "String[] [\"a\",\"b\"]")]
    [TestCase("""{"arrayValue":{"values":[{"stringValue":"a"},{}]}}""", "structured [\"a\",null]")]
    [TestCase("""{"arrayValue":{}}""", "String[] []")]
    [TestCase("""{"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"user"}},{"key":"n","value":{"intValue":"1"}}]}}""", "structured {\"role\":\"user\",\"n\":1}")]
    [TestCase("""{"kvlistValue":{"values":[{"value":{"boolValue":true},"key":"late"},{"key":"none"}]}}""", "structured {\"late\":true,\"none\":null}")]
    [TestCase("""{"kvlistValue":{"values":[{"key":"b","value":{"bytesValue":"AP8="}},{"key":"t","value":{"bytesValue":"aGk="}}]}}""", "structured {\"t\":\"hi\"}")]
    [TestCase("""{"bytesValue":"aGk="}""", "String \"hi\"")]
    [TestCase("""{"bytesValue":"AP8="}""", "(unset)")]
    [TestCase("""{"stringValue":"a","intValue":"1"}""", "Int64 1")]
    [TestCase("""{"stringValue":"a","futureValue":1}""", "String \"a\"")]
    [TestCase("{}", "(unset)")]
    [TestCase("null", "(unset)")]
    public void A_value(string json, string expected)
    {
        var attributes = new AttributeSet();
        Decoding.Json(Decoding.Value(json)).Spans[0].CopyAttributesTo(attributes);
        Assert.That(BatchText.Of(attributes.ValueAt(0)), Is.EqualTo(expected));
    }

    [Test]
    public void What_stands_behind_its_spans_still_belongs_to_them()
    {
        var batch = Decoding.Json("""
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"value":{},"key":"gen_ai.x"}],"name":"chat","spanId":"eee19b7ec3c1b174",
            "traceId":"5B8EFFF798038103D269B633813FC60C"}],"scope":{"name":"late"}}],
            "resource":{"attributes":[{"value":{"stringValue":"shop"},"key":"service.name"}]}}]}
            """);

        Assert.That(BatchText.Of(batch), Does.StartWith("span 5b8efff798038103d269b633813fc60c eee19b7ec3c1b174 < 0000000000000000 'chat' 'late' 'shop'"));
    }

    [Test]
    public void Of_duplicate_keys_the_last_counts()
    {
        var one = Decoding.Span("\"name\":\"a\",\"name\":\"b\",\"attributes\":[{\"key\":\"gen_ai.x\",\"value\":{}}],\"attributes\":[{\"key\":\"gen_ai.y\",\"value\":{}}]");
        var twice = "{\"resourceSpans\":[{}],\"resourceLogs\":[]," + one[1..];

        var batch = Decoding.Json(twice);

        Assert.That(batch.Spans, Has.Count.EqualTo(1));
        Assert.That(BatchText.Of(batch), Does.Contain("'b'").And.Contain("gen_ai.y=").And.Not.Contain("gen_ai.x="));
    }

    [Test]
    public void The_names_of_before_version_1_are_known()
    {
        var batch = Decoding.Json("""
            {"resourceSpans":[{"instrumentationLibrarySpans":[{"instrumentationLibrary":{"name":"old"},"spans":[
            {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","attributes":[{"key":"gen_ai.x","value":{}}]}]}]}]}
            """);

        Assert.That(batch.Spans.Single().ScopeName, Is.EqualTo("old"));
    }

    [Test]
    public void A_span_that_is_not_GenAI_is_left_as_a_link()
    {
        var batch = Decoding.Json(Decoding.Span("\"parentSpanId\":\"00000000000000aa\",\"name\":\"GET /\",\"status\":{\"code\":2},\"endTimeUnixNano\":\"5\""));

        Assert.That(batch.Spans, Is.Empty);
        var link = batch.Links.Single();
        Assert.That((link.ParentSpanId.ToString(), link.EndUnixNano, link.IsError), Is.EqualTo(("00000000000000aa", 5, true)));
    }

    [Test]
    public void A_span_without_ids_is_counted_and_left_out()
    {
        var batch = Decoding.Json(Decoding.Span("\"name\":\"x\"", ids: "\"traceId\":\"\""));

        Assert.That((batch.SpansWithoutId, batch.Links.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public void An_error_says_where()
    {
        var request = Decoding.Value("{\"intValue\":\"many\"}");

        var error = Assert.Throws<OtlpException>(() => Decoding.Json(request));

        Assert.That(error!.ByteOffset, Is.EqualTo(request.IndexOf("\"many\"", StringComparison.Ordinal)));
        Assert.That(error.Message, Does.StartWith("the value of kind Int cannot be read (at byte "));
    }
}
