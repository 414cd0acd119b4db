using System.Runtime.CompilerServices;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Dialects, and what follows from all of them together.</summary>
internal sealed class DialectCatalog
{
    private readonly Dialect[] _all;
    private readonly AttributeKey[] _references;

    /// <param name="dialects">In the order in which they are asked whether a span is theirs; the last must take every span.</param>
    public DialectCatalog(IEnumerable<Dialect> dialects)
    {
        _all = [.. dialects];
        Signals = [.. _all.SelectMany(static d => d.Kinds).OrderBy(static s => s.Rank)];
        _references = [.. _all.SelectMany(static d => d.References)];
        LlmInput = SourcesOf(Side.Input, static s => s.LlmRank);
        LlmOutput = SourcesOf(Side.Output, static s => s.LlmRank);
        RunInput = SourcesOf(Side.Input, static s => s.RunRank);
        RunOutput = SourcesOf(Side.Output, static s => s.RunRank);
        SystemInstructions = [.. _all.SelectMany(static d => d.SystemInstructions)];
        Judgements = [.. _all.SelectMany(static d => d.Judgements)];
    }

    /// <summary>The dialects that come with the exporter.</summary>
    public static DialectCatalog BuiltIn { get; } = new(BuiltInDialects.All);

    /// <summary>What tells the kind of a span, in the order in which it is asked.</summary>
    public KindSignal[] Signals { get; }

    /// <summary>Where the prompt of a call of a model may stand, best first.</summary>
    public ContentSource[] LlmInput { get; }

    /// <summary>Where the response of a call of a model may stand, best first.</summary>
    public ContentSource[] LlmOutput { get; }

    /// <summary>Where the prompt of an agent's run or a chain may stand, best first.</summary>
    public ContentSource[] RunInput { get; }

    /// <summary>Where the response of an agent's run or a chain may stand, best first.</summary>
    public ContentSource[] RunOutput { get; }

    /// <summary>Attributes in which instructions stand beside the messages.</summary>
    public AttributeKey[] SystemInstructions { get; }

    /// <inheritdoc cref="Dialect.Judgements"/>
    public (string Prefix, string Member)[] Judgements { get; }

    /// <summary>
    /// Defines the attributes that anybody reads. Attributes are numbered when a span is opened, and a name that is defined later than that would
    /// not be found on it.
    /// </summary>
    public static void DefineKeys()
    {
        RuntimeHelpers.RunClassConstructor(typeof(DialectCatalog).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Keys).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Spellings).TypeHandle);
    }

    public SpanKind KindOf(SpanView view)
    {
        foreach (var signal in ShapePlan.Of(this, view.Attributes.Shape).Signals)
        {
            if (signal.Read(view) is { } kind)
            {
                return kind;
            }
        }

        return SpanKind.None;
    }

    /// <summary>The dialect that names the span and knows its content switch.</summary>
    public Dialect DialectOf(SpanView view)
    {
        var candidates = ShapePlan.Of(this, view.Attributes.Shape).DialectsOf(view.Span.ScopeName);
        for (var i = 0; i < candidates.Length - 1; i++)
        {
            if (candidates[i].Recognizes!(view))
            {
                return candidates[i];
            }
        }

        return candidates[candidates.Length - 1];
    }

    /// <summary>The dialects that a span with attributes of these names may be of, in their order; the last takes all that the others do not.</summary>
    public Dialect[] DialectsOf(AttributeShape shape, string scope)
    {
        var found = new List<Dialect>();
        foreach (var dialect in _all)
        {
            if (dialect.OwnsScope?.Invoke(scope) == true)
            {
                return [.. found, dialect];
            }

            if (dialect.Recognizes is not null && (dialect.RecognizedBy.Count == 0 || dialect.RecognizedBy.Any(shape.Contains)))
            {
                found.Add(dialect);
            }
        }

        return [.. found, SemanticConventions.Dialect];
    }

    /// <summary>Where to look for one side of a span that is of this kind, best first.</summary>
    public ContentSource[] Sources(SpanView view, SpanKind kind, Side side)
    {
        var plan = ShapePlan.Of(this, view.Attributes.Shape);
        return kind switch
        {
            SpanKind.Llm => side == Side.Input ? plan.LlmInput : plan.LlmOutput,
            SpanKind.Agent or SpanKind.Chain or SpanKind.Workflow => side == Side.Input ? plan.RunInput : plan.RunOutput,
            _ => [],
        };
    }

    /// <summary>The lists of judgements that may be on the span.</summary>
    public (string Prefix, string Member)[] JudgementsOn(SpanView view) => ShapePlan.Of(this, view.Attributes.Shape).Judgements;

    /// <summary>True when the span only says where its content was uploaded to.</summary>
    public bool RefersToContent(SpanView view)
    {
        foreach (var key in _references)
        {
            if (view.Attributes[key] is not null)
            {
                return true;
            }
        }

        return false;
    }

    private ContentSource[] SourcesOf(Side side, Func<ContentSource, ContentRank> rank) =>
        [.. _all.SelectMany(static d => d.Content).SelectMany(WithSalvage).Where(s => s.Side == side && rank(s) != ContentRank.Never).OrderBy(rank)];

    /// <summary>Every attribute may have been cut by a length limit.</summary>
    private static IEnumerable<ContentSource> WithSalvage(ContentSource source) =>
        source.LlmRank != ContentRank.Never && source.WholeAttribute is { } key ? [source, new SalvagedSource(key, source.Side)] : [source];
}
