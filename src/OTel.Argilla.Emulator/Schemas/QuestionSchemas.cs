using System.Globalization;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;
using static OTel.Argilla.Emulator.Validation.Key;

namespace OTel.Argilla.Emulator.Schemas;

/// <summary>What questions of the six types may be sent as.</summary>
internal static class QuestionSchemas
{
    private const string Tags = "<QuestionType.text: 'text'>, <QuestionType.rating: 'rating'>, <QuestionType.label_selection: 'label_selection'>, "
        + "<QuestionType.multi_label_selection: 'multi_label_selection'>, <QuestionType.ranking: 'ranking'>, <QuestionType.span: 'span'>";

    private static readonly Shape Description = new TextShape(1, 1000).OrNull();

    private static readonly Shape RatingOption = new ModelShape(new Key("value", new IntShape(atLeast: 0, atMost: 10)));

    private static readonly Shape Option = new ModelShape(
        new Key("value", new TextShape(1, 200)),
        new Key("text", new TextShape(1, 500)),
        WithDefault("description", new TextShape(1, 1000).OrNull(), null));

    private static readonly Key VisibleOptions = WithDefault("visible_options", new IntShape(atLeast: 3).OrNull(), null);

    private static readonly Shape Settings = new TaggedShape(
        "type",
        Tags,
        ("text", new ModelShape(PartSchemas.Tag("text"), WithDefault("use_markdown", DatasetSchemas.Bool, false))),
        ("rating", new ModelShape(PartSchemas.Tag("rating"), Options(RatingOption, 2, 11)).Where(Complaint)),
        ("label_selection", new ModelShape(PartSchemas.Tag("label_selection"), Options(Option, 2, 500), VisibleOptions).Where(Complaint)),
        ("multi_label_selection", new ModelShape(
            PartSchemas.Tag("multi_label_selection"),
            Options(Option, 2, 500),
            VisibleOptions,
            WithDefault("options_order", new EnumShape("natural", "suggestion"), "natural")).Where(Complaint)),
        ("ranking", new ModelShape(PartSchemas.Tag("ranking"), Options(Option, 2, 50)).Where(Complaint)),
        ("span", new ModelShape(
            PartSchemas.Tag("span"),
            new Key("field", DatasetSchemas.Name),
            Options(Option, 1, 500),
            VisibleOptions,
            WithDefault("allow_overlapping", DatasetSchemas.Bool, false)).Where(Complaint)));

    private static readonly Shape SettingsUpdate = new TaggedShape(
        "type",
        Tags,
        ("text", new ModelShape(PartSchemas.Tag("text"), Optional("use_markdown", DatasetSchemas.Bool.OrNull()))),
        ("rating", new ModelShape(PartSchemas.Tag("rating"))),
        ("label_selection", new ModelShape(
            PartSchemas.Tag("label_selection"), Optional("options", new ListShape(Option)), Optional("visible_options", new IntShape(atLeast: 3).OrNull()))),
        ("multi_label_selection", new ModelShape(
            PartSchemas.Tag("multi_label_selection"),
            Optional("options", new ListShape(Option)),
            Optional("visible_options", new IntShape(atLeast: 3).OrNull()),
            Optional("options_order", new EnumShape("natural", "suggestion").OrNull()))),
        ("ranking", new ModelShape(PartSchemas.Tag("ranking"))),
        ("span", new ModelShape(
            PartSchemas.Tag("span"),
            Optional("options", new ListShape(Option)),
            Optional("visible_options", new IntShape(atLeast: 3).OrNull()),
            Optional("allow_overlapping", DatasetSchemas.Bool.OrNull()))));

    public static readonly Shape Create = new ModelShape(
        new Key("name", DatasetSchemas.Name),
        new Key("title", DatasetSchemas.Title),
        WithDefault("description", Description, null),
        WithDefault("required", DatasetSchemas.Bool.OrNull(), false),
        new Key("settings", Settings));

    public static readonly Shape Update = new ModelShape(
        Optional("title", DatasetSchemas.Title.OrNull()),
        Optional("description", Description),
        Optional("settings", SettingsUpdate.OrNull()));

    private static Key Options(Shape option, int minimum, int maximum) => new("options", new ListShape(option, minimum, maximum));

    private static string? Complaint(object? value)
    {
        var settings = (Map)value!;
        var options = (List<object?>)settings.Get("options")!;
        var seen = new HashSet<object?>();
        var repeated = new List<object?>();
        foreach (var option in options.Select(option => ((Map)option!).Get("value")))
        {
            if (!seen.Add(option) && !repeated.Contains(option))
            {
                repeated.Add(option);
            }
        }

        if (repeated.Count > 0)
        {
            return $"Option values must be unique, found duplicates: {{{string.Join(", ", repeated.Select(PythonText.Repr))}}}";
        }

        return settings.Get("visible_options") is long visible && visible > options.Count
            ? $"the value for 'visible_options' must be less or equal to the number of items in 'options' ({options.Count.ToString(CultureInfo.InvariantCulture)})"
            : null;
    }
}
