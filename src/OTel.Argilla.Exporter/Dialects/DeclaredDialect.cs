using System.Globalization;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>A dialect made of what a user says about spans of their own. On its spans that goes before all that other dialects see in them.</summary>
internal static class DeclaredDialect
{
    /// <summary>Ends a key that is spread over attributes with an index: <c>acme.messages.*</c> stands for <c>acme.messages.0.role</c> and so on.</summary>
    public const string Spread = ".*";

    /// <summary>The words for kinds.</summary>
    public static readonly IReadOnlyDictionary<string, SpanKind> Kinds = new Dictionary<string, SpanKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["llm"] = SpanKind.Llm,
        ["agent"] = SpanKind.Agent,
        ["chain"] = SpanKind.Chain,
        ["workflow"] = SpanKind.Workflow,
        ["tool"] = SpanKind.Tool,
        ["retriever"] = SpanKind.Opaque,
        ["embedding"] = SpanKind.Opaque,
        ["reranker"] = SpanKind.Opaque,
        ["guardrail"] = SpanKind.Judge,
        ["evaluator"] = SpanKind.Judge,
        ["none"] = SpanKind.None,
    };

    public static Dialect Make(string name, DeclaredSpans spans, SpanKind? kind, string? kindKey, IReadOnlyDictionary<string, SpanKind> kinds, IEnumerable<string> input, IEnumerable<string> output)
    {
        var kindAttribute = kindKey is null ? null : AttributeKey.Define(kindKey);
        ContentSource[] content =
        [
            .. input.Select(key => new DeclaredSource(spans, key, Side.Input)),
            .. output.Select(key => new DeclaredSource(spans, key, Side.Output)),
        ];
        return new Dialect
        {
            Name = name,
            Recognizes = spans.Recognize,
            Kinds = [KindSignal.Code(KindRank.Declared, view => spans.Recognize(view) ? KindOf(view, kindAttribute, kinds) ?? kind : null)],
            Content = content,
            KeyPrefixes = [.. new[] { spans.Key?.Name, kindKey }.OfType<string>(), .. content.Select(static s => s.Name)],
            NamePrefixes = spans.NamePrefix is { } prefix ? [prefix] : [],
            ContentSwitch = $"The span belongs to the dialect {name} of the configuration, but has neither a prompt nor a response under the keys that are named there.",
        };
    }

    /// <summary>The text that an attribute is compared by.</summary>
    public static string? TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private static SpanKind? KindOf(SpanView view, AttributeKey? key, IReadOnlyDictionary<string, SpanKind> kinds) =>
        key is not null && view.Attributes[key] is { } value && TextOf(value) is { } word && kinds.TryGetValue(word, out var kind) ? kind : null;
}
