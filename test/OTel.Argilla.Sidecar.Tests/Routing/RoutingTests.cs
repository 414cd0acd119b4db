using System.Text;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Routing;
using OTel.Argilla.Sidecar.Serving;

namespace OTel.Argilla.Sidecar.Tests.Routing;

/// <summary>The dataset of a record, by attributes that may be missing or hold anything.</summary>
public sealed class RoutingTests
{
    [TestCase("llm-traces", "llm-traces")]
    [TestCase("{service.name}-traces", "shop-traces")]
    [TestCase("{tenant}/{service.name}", "acme/shop")]
    [TestCase("{ tenant }", "acme")]
    [TestCase("{none}-traces", "unknown-traces")]
    [TestCase("{none|shared}-traces", "shared-traces")]
    [TestCase("{none|}", "unknown")]
    [TestCase("{blank|x}", "x")]
    [TestCase("{list}", "unknown")]
    [TestCase("{number}-{flag}", "12-true")]
    [TestCase("{both}", "of the span")]
    [TestCase("{odd}", "a-b-c")]
    public void A_template_is_filled_with_attributes_of_the_span_or_else_of_its_resource(string template, string expected)
    {
        var router = new DatasetRouter(template, []);
        Assert.That(router.Route(Span()) ?? router.DefaultDataset, Is.EqualTo(expected));
    }

    [Test]
    public void A_name_is_never_longer_than_Argilla_takes()
    {
        var router = new DatasetRouter("{long}", []);
        Assert.That(router.Route(Span())!.EnumerateRunes().Count(), Is.EqualTo(200));
        Assert.That(router.Route(Span()), Does.StartWith("🙂"), "and characters stay whole");
    }

    [Test]
    public void The_first_rule_that_matches_counts()
    {
        RoutingRule[] rules = [new("none", "*", "1"), new("tenant", "other*", "2"), new("tenant", "ac*e", "{service.name}-{tenant}"), new("service.name", "shop", "4")];
        Assert.That(new DatasetRouter("rest", rules).Route(Span()), Is.EqualTo("shop-acme"));
        Assert.That(new DatasetRouter("rest", rules[..2]).Route(Span()), Is.Null);
        Assert.That(new DatasetRouter("rest", rules[..2]).DefaultDataset, Is.EqualTo("rest"));
        Assert.That(new DatasetRouter("{none}-{service.name|all}", []).DefaultDataset, Is.EqualTo("unknown-all"));
    }

    [Test]
    public void What_came_as_protobuf_is_found_as_well()
    {
        // One attribute, tenant = acme: field 9 of a span, field 1 of a resource.
        byte[] attribute = [0x0a, 6, .. "tenant"u8, 0x12, 6, 0x0a, 4, .. "acme"u8];
        byte[] span = [0x4a, (byte)attribute.Length, .. attribute];
        byte[] resource = [0x0a, (byte)attribute.Length, .. attribute];
        var router = new DatasetRouter("{tenant}", []);
        Assert.That(router.Route(new OtlpSpan(default(OtlpSpanHead) with { Name = "" }, OtlpFormat.Protobuf, new ItemBytes(span))), Is.EqualTo("acme"));
        Assert.That(
            router.Route(new OtlpSpan(
                new OtlpSpanHead { Name = "", Resource = new OtlpResource(null, OtlpFormat.Protobuf, new ItemBytes(resource)) }, OtlpFormat.Protobuf, new ItemBytes(Array.Empty<byte>()))),
            Is.EqualTo("acme"));
    }

    [TestCase("{", false)]
    [TestCase("a}b", false)]
    [TestCase("{}", false)]
    [TestCase("{|x}", false)]
    [TestCase("{a{b}}", false)]
    [TestCase("{a", false)]
    [TestCase("{a|b|c}", true)]
    [TestCase("", true)]
    public void Braces_that_enclose_nothing_are_told(string template, bool isOne)
    {
        Assert.That(DatasetTemplate.Read(template, out var problem) is not null, Is.EqualTo(isOne));
        Assert.That(problem, isOne ? Is.Null : Does.Contain("{service.name}"));
    }

    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    [TestCase("*", "", true)]
    [TestCase("a*", "abc", true)]
    [TestCase("*c", "abc", true)]
    [TestCase("a*c*e", "abcde", true)]
    [TestCase("a*c", "abcd", false)]
    [TestCase("a*b*b", "aab", false)]
    [TestCase("*ab", "aab", true)]
    [TestCase("A", "a", false)]
    public void A_star_stands_for_anything(string pattern, string text, bool expected) => Assert.That(Wildcard.Matches(pattern, text), Is.EqualTo(expected));

    private static OtlpSpan Span()
    {
        var resource = new OtlpResource("shop", OtlpFormat.Json, Bytes(Text("service.name", "shop"), Text("both", "of the resource"), Text("tenant", "acme")));
        return new OtlpSpan(
            new OtlpSpanHead { Name = "chat", Resource = resource },
            OtlpFormat.Json,
            Bytes(
                Text("blank", " "), Text("both", "of the span"), Text("odd", "a\\u0000b\\u202ec"), Text("long", string.Concat(Enumerable.Repeat("🙂", 300))),
                """{"key":"number","value":{"intValue":"12"}}""", """{"key":"flag","value":{"boolValue":true}}""",
                """{"key":"list","value":{"arrayValue":{"values":[{"stringValue":"x"}]}}}"""));
    }

    private static string Text(string key, string value) => $$$"""{"key":"{{{key}}}","value":{"stringValue":"{{{value}}}"}}""";

    private static ItemBytes Bytes(params string[] attributes) => new(Encoding.UTF8.GetBytes($$"""{"attributes":[{{string.Join(',', attributes)}}]}"""));
}
