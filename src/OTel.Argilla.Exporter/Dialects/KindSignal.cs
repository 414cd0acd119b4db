using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>One thing about a span that tells its kind. The catalog asks the signals of all dialects in the order of their rank.</summary>
internal sealed class KindSignal
{
    private readonly Func<SpanView, SpanKind?> _read;

    private readonly AttributeKey? _needs;

    private KindSignal(KindRank rank, AttributeKey? needs, Func<SpanView, SpanKind?> read)
    {
        Rank = rank;
        _needs = needs;
        _read = read;
    }

    public KindRank Rank { get; }

    /// <summary>False when it says nothing about any span with attributes of these names.</summary>
    public bool MayBeOn(AttributeShape shape) => _needs is null || shape.Contains(_needs);

    /// <summary>The kind, or null when this signal says nothing about the span.</summary>
    public SpanKind? Read(SpanView view) => _read(view);

    /// <summary>The value of an attribute is a word. Of several (duplicate keys) a tool's wins, then an agent's, then the first.</summary>
    public static KindSignal Word(KindRank rank, AttributeKey key, Dictionary<string, SpanKind> words) => new(rank, key, view =>
    {
        SpanKind? best = null;
        var position = 0;
        while (view.Attributes.TryGetNext(key, ref position, out var value))
        {
            if (value is string word && words.TryGetValue(word, out var kind) && (best is null || Strength(kind) > Strength(best.Value)))
            {
                best = kind;
            }
        }

        return best;
    });

    /// <summary>An attribute is there, with any value.</summary>
    public static KindSignal Present(KindRank rank, AttributeKey key, SpanKind kind) =>
        new(rank, key, view => view.Attributes[key] is null ? null : kind);

    /// <summary>The span has this very name.</summary>
    public static KindSignal Named(string name, SpanKind kind) =>
        new(KindRank.SpanName, null, view => string.Equals(view.Span.Name, name, StringComparison.Ordinal) ? kind : null);

    /// <summary>Where data will not do.</summary>
    /// <param name="rank">When it is asked.</param>
    /// <param name="read">The kind, or null when it says nothing.</param>
    /// <param name="needs">The attribute without which it says nothing; null when it needs none.</param>
    public static KindSignal Code(KindRank rank, Func<SpanView, SpanKind?> read, AttributeKey? needs = null) => new(rank, needs, read);

    private static int Strength(SpanKind kind) => kind switch
    {
        SpanKind.Tool => 2,
        SpanKind.Agent => 1,
        _ => 0,
    };
}
