using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>What of a catalog can matter to spans with attributes of these names: most of it cannot, for any one instrumentation.</summary>
internal sealed class ShapePlan
{
    private readonly DialectCatalog _catalog;
    private readonly AttributeShape _shape;

    // Nearly always all spans of a shape have one scope.
    private string? _lastScope;
    private Dialect[] _dialects = [];

    private ShapePlan(DialectCatalog catalog, AttributeShape shape)
    {
        _catalog = catalog;
        _shape = shape;
        Signals = [.. catalog.Signals.Where(signal => signal.MayBeOn(shape))];
        LlmInput = [.. catalog.LlmInput.Where(source => source.MayBeOn(shape))];
        LlmOutput = [.. catalog.LlmOutput.Where(source => source.MayBeOn(shape))];
        RunInput = [.. catalog.RunInput.Where(source => source.MayBeOn(shape))];
        RunOutput = [.. catalog.RunOutput.Where(source => source.MayBeOn(shape))];
        Judgements = [.. catalog.Judgements.Where(list => shape.HasPrefix(list.Prefix))];
    }

    public KindSignal[] Signals { get; }

    public ContentSource[] LlmInput { get; }

    public ContentSource[] LlmOutput { get; }

    public ContentSource[] RunInput { get; }

    public ContentSource[] RunOutput { get; }

    public (string Prefix, string Member)[] Judgements { get; }

    /// <inheritdoc cref="DialectCatalog.DialectsOf"/>
    public Dialect[] DialectsOf(string scope)
    {
        if (!string.Equals(scope, _lastScope, StringComparison.Ordinal))
        {
            _dialects = _catalog.DialectsOf(_shape, scope);
            _lastScope = scope;
        }

        return _dialects;
    }

    public static ShapePlan Of(DialectCatalog catalog, AttributeShape shape)
    {
        if (shape.Plan is ShapePlan known && known._catalog == catalog)
        {
            return known;
        }

        var plan = new ShapePlan(catalog, shape);
        shape.Plan = plan;
        return plan;
    }
}
