using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;
using static OTel.Argilla.Emulator.Validation.Key;

namespace OTel.Argilla.Emulator.Schemas;

/// <summary>What a search may be sent as.</summary>
internal static class SearchSchemas
{
    private const int MaximumTerms = 250;
    private const int MaximumFilters = 50;
    private const int MaximumSorts = 10;

    private static readonly Shape Text = new TextShape();

    private static readonly Shape Scope = new TaggedShape(
        "entity",
        "'record', 'response', 'suggestion', 'metadata'",
        ("record", new ModelShape(Entity, new Key("property", Text))),
        ("response", new ModelShape(Entity, Optional("question", Text.OrNull()), Optional("property", Text.OrNull()))),
        ("suggestion", new ModelShape(Entity, new Key("question", Text), WithDefault("property", Text.OrNull(), "value"))),
        ("metadata", new ModelShape(Entity, new Key("metadata_property", Text))));

    private static readonly Shape Filter = new TaggedShape(
        "type",
        "'terms', 'range'",
        ("terms", new ModelShape(
            new Key("type", AnyShape.Instance), new Key("scope", Scope), new Key("values", new ListShape(new TextShape(numbers: true), 1, MaximumTerms)))),
        ("range", new ModelShape(
            new Key("type", AnyShape.Instance), new Key("scope", Scope), Optional("ge", AnyShape.Instance), Optional("le", AnyShape.Instance))
            .Where(value => Bounds(((Map)value!).Get("ge"), ((Map)value).Get("le")))));

    private static readonly Shape Vector = new ModelShape(
        new Key("name", Text),
        Optional("record_id", DatasetSchemas.Id.OrNull()),
        Optional("value", new ListShape(new FloatShape()).OrNull()),
        WithDefault("order", new EnumShape("most_similar", "least_similar"), "most_similar"))
        .Where(value => ((Map)value!).Get("record_id") is null == ((Map)value).Get("value") is not List<object?> { Count: > 0 }
            ? "Either 'record_id' or 'value' must be provided"
            : null);

    public static readonly Shape Search = new ModelShape(
        Optional("query", new ModelShape(
            Optional("text", new ModelShape(new Key("q", Text), Optional("field", Text.OrNull())).OrNull()),
            Optional("vector", Vector.OrNull())).OrNull()),
        Optional("filters", new ModelShape(Optional("and", new ListShape(Filter, 1, MaximumFilters))).OrNull()),
        Optional("sort", new ListShape(
            new ModelShape(new Key("scope", Scope), new Key("order", new EnumShape("asc", "desc"))), 1, MaximumSorts).OrNull()));

    private static string? Bounds(object? least, object? most) => (least, most) switch
    {
        (null, null) => "At least one of 'ge' or 'le' must be provided",
        (long or double, long or double) when FloatShape.ToDouble(least) > FloatShape.ToDouble(most) => "'ge' must have a value less than or equal to 'le'",
        (string from, string to) when string.CompareOrdinal(from, to) > 0 => "'ge' must have a value less than or equal to 'le'",
        _ => null,
    };

    private static Key Entity => new("entity", AnyShape.Instance);
}
