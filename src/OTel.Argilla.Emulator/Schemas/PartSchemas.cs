using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;
using static OTel.Argilla.Emulator.Validation.Key;

namespace OTel.Argilla.Emulator.Schemas;

/// <summary>What fields, metadata properties and vector settings may be sent as.</summary>
internal static class PartSchemas
{
    private const int MaximumTerms = 250;

    private static readonly Shape FieldSettings = new TaggedShape(
        "type",
        "<FieldType.text: 'text'>, <FieldType.image: 'image'>, <FieldType.chat: 'chat'>, <FieldType.custom: 'custom'>",
        ("text", new ModelShape(Tag("text"), WithDefault("use_markdown", DatasetSchemas.Bool, false))),
        ("image", new ModelShape(Tag("image"))),
        ("chat", new ModelShape(Tag("chat"), WithDefault("use_markdown", DatasetSchemas.Bool, true))),
        ("custom", new ModelShape(Tag("custom"), new Key("template", new TextShape()), WithDefault("advanced_mode", DatasetSchemas.Bool, false))));

    private static readonly Shape FieldSettingsUpdate = new TaggedShape(
        "type",
        "<FieldType.text: 'text'>, <FieldType.image: 'image'>, <FieldType.chat: 'chat'>, <FieldType.custom: 'custom'>",
        ("text", new ModelShape(Tag("text"), Optional("use_markdown", DatasetSchemas.Bool))),
        ("image", new ModelShape(Tag("image"))),
        ("chat", new ModelShape(Tag("chat"), Optional("use_markdown", DatasetSchemas.Bool))),
        ("custom", new ModelShape(Tag("custom"), Optional("template", new TextShape()), Optional("advanced_mode", DatasetSchemas.Bool))));

    private static readonly Shape PropertySettings = new TaggedShape(
        "type",
        "<MetadataPropertyType.terms: 'terms'>, <MetadataPropertyType.integer: 'integer'>, <MetadataPropertyType.float: 'float'>",
        ("terms", new ModelShape(Tag("terms"), WithDefault("values", new ListShape(AnyShape.Instance, 1, MaximumTerms).OrNull(), null))),
        ("integer", Range("integer", new IntShape())),
        ("float", Range("float", new FloatShape())));

    public static readonly Shape Field = new ModelShape(
        new Key("name", DatasetSchemas.Name),
        new Key("title", DatasetSchemas.Title),
        WithDefault("required", DatasetSchemas.Bool.OrNull(), false),
        new Key("settings", FieldSettings));

    public static readonly Shape FieldUpdate = new ModelShape(
        Optional("title", DatasetSchemas.Title.OrNull()),
        Optional("settings", FieldSettingsUpdate.OrNull()));

    public static readonly Shape Property = new ModelShape(
        new Key("name", DatasetSchemas.Name),
        new Key("title", DatasetSchemas.Title),
        new Key("settings", PropertySettings),
        WithDefault("visible_for_annotators", DatasetSchemas.Bool, true));

    public static readonly Shape PropertyUpdate = new ModelShape(
        Optional("title", DatasetSchemas.Title.OrNull()),
        Optional("visible_for_annotators", DatasetSchemas.Bool.OrNull()));

    public static readonly Shape Vector = new ModelShape(
        new Key("name", DatasetSchemas.Name),
        new Key("title", DatasetSchemas.Title),
        new Key("dimensions", new IntShape(greaterThan: 0)));

    public static readonly Shape VectorUpdate = new ModelShape(Optional("title", DatasetSchemas.Title.OrNull()));

    internal static Key Tag(string type) => new("type", new LiteralShape(type, $"'{type}'"));

    private static Shape Range(string type, Shape number) =>
        new ModelShape(Tag(type), WithDefault("min", number.OrNull(), null), WithDefault("max", number.OrNull(), null)).Where(value =>
        {
            var map = (Map)value!;
            return map.Get("min") is { } min && map.Get("max") is { } max && FloatShape.ToDouble(min) >= FloatShape.ToDouble(max)
                ? $"'min' ({PythonText.Str(min)}) must be lower than 'max' ({PythonText.Str(max)})"
                : null;
        });
}
