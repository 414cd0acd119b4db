using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>LangWatch's own SDKs.</summary>
internal static class LangWatch
{
    private static readonly AttributeKey Type = AttributeKey.Define("langwatch.span.type");

    private static readonly Dictionary<string, SpanKind> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["llm"] = SpanKind.Llm,
        ["chain"] = SpanKind.Chain,
        ["workflow"] = SpanKind.Chain,
        ["task"] = SpanKind.Chain,
        ["agent"] = SpanKind.Agent,
        ["tool"] = SpanKind.Tool,
        ["rag"] = SpanKind.Opaque,
        ["guardrail"] = SpanKind.Judge,
        ["evaluation"] = SpanKind.Judge,
        ["prompt"] = SpanKind.PromptTemplate,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "langwatch",
        Recognizes = static view => view.Attributes[Type] is not null,
        RecognizedBy = [Type],
        Kinds = [KindSignal.Word(KindRank.LangSmith, Type, Types)],
        Content =
        [
            new CodeSource("langwatch.input", Side.Input, ContentRank.Generic, ContentRank.Vendor, static (view, reader) => Read(view, reader, "langwatch.input", Role.User)) { Needs = ["langwatch.input"] },
            new CodeSource("langwatch.output", Side.Output, ContentRank.Generic, ContentRank.Vendor, static (view, reader) => Read(view, reader, "langwatch.output", Role.Assistant)) { Needs = ["langwatch.output"] },
        ],
        KeyPrefixes = ["langwatch."],
        ContentSwitch = "LangWatch leaves inputs and outputs out when capture_input or capture_output is off. Remove those.",
    };

    private static readonly AttributeKey Input = AttributeKey.Define("langwatch.input");
    private static readonly AttributeKey Output = AttributeKey.Define("langwatch.output");

    /// <summary>An envelope that says what type its value is of.</summary>
    private static Content Read(SpanView view, MessageReader reader, string name, Role role)
    {
        var value = reader.Decode(view.Attributes[name == Input.Name ? Input : Output]);
        return reader.Read(value.IsObject && value.TryGet("type"u8, out _) && value.TryGet("value"u8, out var inner) ? inner : value, role);
    }
}
