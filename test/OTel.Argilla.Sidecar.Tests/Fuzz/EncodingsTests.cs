using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Fuzz;

/// <summary>Whatever a request holds, both decoders read the same of it.</summary>
public sealed class EncodingsTests
{
    private static readonly string[] Keys = ["gen_ai.input.messages", "gen_ai.response.id", "llm.input_messages.0.message.role", "x", "", "é"];

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<string>().Select(static text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? string.Empty)));

    private static readonly Gen<Encoded> Scalars = Gen.OneOf(
        Texts.Select(static text => new Encoded(OtlpBytes.Field(0x0A, Encoding.UTF8.GetBytes(text)), Object("stringValue", text))),
        ArbMap.Default.GeneratorFor<bool>().Select(static flag => new Encoded([0x10, (byte)(flag ? 1 : 0)], Object("boolValue", flag))),
        Gen.Two(ArbMap.Default.GeneratorFor<long>()).Select(static n => new Encoded(
            [0x18, .. OtlpBytes.Varint((ulong)n.Item1)], Object("intValue", n.Item2 % 2 == 0 ? JsonValue.Create(n.Item1) : JsonValue.Create($"{n.Item1}")))),
        ArbMap.Default.GeneratorFor<double>().Select(static number => new Encoded(
            [0x21, .. BitConverter.GetBytes(number)],
            Object("doubleValue", double.IsNaN(number) ? "NaN" : double.IsPositiveInfinity(number) ? "Infinity" : double.IsNegativeInfinity(number) ? "-Infinity" : number))),
        ArbMap.Default.GeneratorFor<byte[]>().Select(static bytes => new Encoded(OtlpBytes.Field(0x3A, bytes ?? []), Object("bytesValue", Convert.ToBase64String(bytes ?? [])))),
        Gen.Constant(new Encoded([], new JsonObject())));

    private static readonly Gen<Encoded> Spans =
        from ids in Gen.Two(Gen.Choose(0, 3))
        from name in Texts
        from attributes in Attributes(depth: 3).ListOf()
        select new Encoded(
            OtlpBytes.Span(ids.Item1, ids.Item2, name, attributes.Select(static a => a.Protobuf)),
            new JsonObject
            {
                ["traceId"] = $"{ids.Item1:x32}",
                ["span_id"] = $"{ids.Item2:x16}",
                ["parentSpanId"] = "",
                ["name"] = name,
                ["startTimeUnixNano"] = $"{1_000 + ids.Item2}",
                ["end_time_unix_nano"] = 2_000 + ids.Item2,
                ["attributes"] = new JsonArray([.. attributes.Select(static a => a.Json.DeepClone())]),
            });

    [Test]
    public void Both_decoders_read_the_same() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20_261_128, 1),
        Prop.ForAll(Arb.From(Spans.ListOf()), spans =>
        {
            var protobuf = Decoding.Decode(OtlpBytes.Request([.. spans.Select(static span => span.Protobuf)]), OtlpFormat.Protobuf, OtlpSignal.Traces);
            var json = Decoding.Json(Object("resourceSpans", new JsonArray(Object("scope_spans", new JsonArray(
                Object("spans", new JsonArray([.. spans.Select(static span => span.Json.DeepClone())])))))).ToJsonString());
            Assert.That(BatchText.Of(json), Is.EqualTo(BatchText.Of(protobuf)));
            return protobuf.Spans.Count + protobuf.Links.Count + protobuf.SpansWithoutId == spans.Count;
        }));

    private static Gen<Encoded> Values(int depth) => depth == 0 ? Scalars : Gen.Frequency(
        (6, Scalars),
        (1, Values(depth - 1).ListOf().Select(static items => List(0x2A, "arrayValue", items))),
        (1, Attributes(depth - 1).ListOf().Select(static items => List(0x32, "kvlistValue", items))));

    private static Gen<Encoded> Attributes(int depth) =>
        from key in Gen.OneOf(Gen.Elements(Keys), Texts)
        from value in Values(depth)
        select new Encoded(OtlpBytes.KeyValue(key, value.Protobuf), new JsonObject { ["value"] = value.Json.DeepClone(), ["key"] = key });

    private static Encoded List(byte tag, string name, IList<Encoded> items) => new(
        OtlpBytes.Field(tag, [.. items.SelectMany(static item => OtlpBytes.Field(0x0A, item.Protobuf))]),
        Object(name, Object("values", new JsonArray([.. items.Select(static item => item.Json.DeepClone())]))));

    private static JsonObject Object(string name, JsonNode? value) => new() { [name] = value };

    /// <summary>The same in both encodings.</summary>
    private sealed record Encoded(byte[] Protobuf, JsonObject Json);
}
