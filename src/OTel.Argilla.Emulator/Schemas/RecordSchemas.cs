using System.Text.RegularExpressions;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;
using static OTel.Argilla.Emulator.Validation.Key;

namespace OTel.Argilla.Emulator.Schemas;

/// <summary>What records with their suggestions, responses and vectors may be sent as.</summary>
internal static partial class RecordSchemas
{
    private const int MaximumRecords = 500;
    private const int MaximumSpans = 10_000;

    private static readonly Shape Metadata = new DictShape(AnyShape.Instance).Where(NoNaN).OrNull();

    private static readonly Shape SpanItem = new ModelShape(
        new Key("label", new TextShape()),
        new Key("start", new IntShape(atLeast: 0)),
        new Key("end", new IntShape(atLeast: 1))).Where(value =>
            value is Map map && map.Get("end") is long end && map.Get("start") is long start && end <= start
                ? "span question response value 'end' must have a value greater than 'start'"
                : null);

    private static readonly Shape RankingItem = new ModelShape(new Key("value", new TextShape()), Optional("rank", new IntShape().OrNull()));

    private static readonly Shape Value = new UnionShape(
        ("list[function-after[check_start_and_end(), SpanQuestionResponseValueItem]]", new ListShape(SpanItem, maximum: MaximumSpans)),
        ("list[RankingQuestionResponseValueItem]", new ListShape(RankingItem)),
        ("list[str]", new ListShape(new TextShape())),
        ("int", new IntShape(strict: true)),
        ("str", new TextShape()));

    private static readonly Shape Score = new UnionShape(("float", new FloatShape()), ("list[float]", new ListShape(new FloatShape())))
        .Where(value => Scores(value).Any(score => score is < 0 or > 1) ? "score must be between 0 and 1" : null).OrNull();

    public static readonly Shape Suggestion = new ModelShape(
        new Key("question_id", DatasetSchemas.Id),
        Optional("type", new EnumShape("model", "human").OrNull()),
        new Key("value", Value),
        Optional("agent", new TextShape(1, 200, AgentPattern()).OrNull()),
        Optional("score", Score));

    private static readonly Shape ResponseValues = new DictShape(new ModelShape(new Key("value", Value)));

    private static readonly Shape Responses = new ListShape(Response(new Key("user_id", DatasetSchemas.Id))).Where(OnePerUser).OrNull();

    private static readonly Shape Vectors = new DictShape(new ListShape(new FloatShape())).OrNull();

    public static readonly Shape BulkCreate = Bulk(new ModelShape(
        new Key("fields", new FieldsShape()),
        Optional("metadata", Metadata),
        Optional("external_id", new TextShape(numbers: true).OrNull()),
        Optional("responses", Responses),
        Optional("suggestions", new ListShape(Suggestion).OrNull()),
        Optional("vectors", Vectors)));

    public static readonly Shape BulkUpsert = Bulk(new ModelShape(
        Optional("fields", new FieldsShape().OrNull()),
        Optional("metadata", Metadata),
        Optional("external_id", new TextShape(numbers: true).OrNull()),
        Optional("responses", Responses),
        Optional("suggestions", new ListShape(Suggestion).OrNull()),
        Optional("vectors", Vectors),
        Optional("id", DatasetSchemas.Id.OrNull())));

    public static readonly Shape Update = new ModelShape(
        Optional("fields", new FieldsShape().OrNull()),
        Optional("metadata", Metadata),
        Optional("suggestions", new ListShape(Suggestion).OrNull()),
        Optional("vectors", Vectors));

    public static readonly Shape OwnResponse = Response();

    public static readonly Shape OwnResponses = new ModelShape(
        new Key("items", new ListShape(Response(new Key("record_id", DatasetSchemas.Id)), 1, 100)));

    public static readonly Shape Page = new ModelShape(
        WithDefault("offset", new IntShape(), 0L),
        WithDefault("limit", new IntShape(atLeast: 1, atMost: 1000), 50L),
        Optional("include", AnyShape.Instance));

    public static readonly Shape SearchPage = new ModelShape(
        WithDefault("offset", new IntShape(atLeast: 0), 0L),
        WithDefault("limit", new IntShape(atLeast: 1, atMost: 1000), 50L),
        Optional("include", AnyShape.Instance));

    public static readonly Shape Ids = new ModelShape(new Key("ids", new TextShape()));

    public static IEnumerable<double> Scores(object? value) => value switch
    {
        double score => [score],
        List<object?> list => list.OfType<double>(),
        _ => [],
    };

    private static Shape Response(params Key[] first) => new TaggedShape(
        "status",
        "<ResponseStatus.submitted: 'submitted'>, <ResponseStatus.draft: 'draft'>, <ResponseStatus.discarded: 'discarded'>",
        ("submitted", new ModelShape([.. first, new Key("values", ResponseValues), new Key("status", AnyShape.Instance)])),
        ("draft", new ModelShape([.. first, new Key("values", ResponseValues), new Key("status", AnyShape.Instance)])),
        ("discarded", new ModelShape([.. first, WithDefault("values", ResponseValues.OrNull(), null), new Key("status", AnyShape.Instance)])));

    private static Shape Bulk(Shape item) => new ModelShape(new Key("items", new ListShape(item, 1, MaximumRecords).Where(value =>
    {
        var ids = ((List<object?>)value!).Select(record => ((Map)record!).Text("external_id")).OfType<string>().ToList();
        return ids.Distinct(StringComparer.Ordinal).Count() == ids.Count ? null : "External IDs must be unique";
    })));

    private static string? NoNaN(object? value)
    {
        foreach (var (key, item) in (Map)value!)
        {
            if (item is double.NaN)
            {
                return $"NaN is not allowed as metadata value, found NaN for key {PythonText.Repr(key)}";
            }
        }

        return null;
    }

    private static string? OnePerUser(object? value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var user in ((List<object?>)value!).Select(response => ((Map)response!).Text("user_id")!))
        {
            if (!seen.Add(user))
            {
                return $"'responses' contains several responses for the same user_id='{user}'";
            }
        }

        return null;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9-_:\.\/\s]*[a-zA-Z0-9][a-zA-Z0-9-_:\.\/\s]*$")]
    private static partial Regex AgentPattern();
}
