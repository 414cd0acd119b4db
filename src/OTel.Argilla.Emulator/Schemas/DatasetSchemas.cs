using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;
using static OTel.Argilla.Emulator.Validation.Key;

namespace OTel.Argilla.Emulator.Schemas;

/// <summary>What workspaces, datasets and searches for them may be sent as.</summary>
internal static class DatasetSchemas
{
    public static readonly Shape Id = new UuidShape();
    public static readonly Shape Name = new TextShape(1, 200);
    public static readonly Shape Title = new TextShape(1, 500);
    public static readonly Shape Bool = new BoolShape();

    private static readonly Shape Guidelines = new TextShape(1, 10_000).OrNull();
    private static readonly Shape AnyObject = new DictShape(AnyShape.Instance).OrNull();

    private static readonly Shape Distribution = new ModelShape(
        new Key("strategy", new LiteralShape("overlap", "<DatasetDistributionStrategy.overlap: 'overlap'>")),
        new Key("min_submitted", new IntShape(atLeast: 1)));

    public static readonly Shape Workspace = new ModelShape(new Key("name", new TextShape(1)), Optional("id", Id.OrNull()));

    public static readonly Shape Member = new ModelShape(new Key("user_id", Id));

    public static readonly Shape Token = new ModelShape(new Key("username", new TextShape()), new Key("password", new TextShape()));

    public static readonly Shape Create = new ModelShape(
        new Key("name", Name),
        WithDefault("guidelines", Guidelines, null),
        WithDefault("allow_extra_metadata", Bool, true),
        WithDefault("distribution", Distribution, new Map().With("strategy", "overlap").With("min_submitted", 1L)),
        WithDefault("metadata", AnyObject, null),
        new Key("workspace_id", Id));

    public static readonly Shape Update = new ModelShape(
        Optional("name", Name.OrNull()),
        Optional("guidelines", Guidelines),
        Optional("allow_extra_metadata", Bool.OrNull()),
        Optional("distribution", Distribution.OrNull()),
        Optional("metadata", AnyObject));

    public static readonly Shape Find = new ModelShape(
        Optional("workspace_id", Id.OrNull()),
        Optional("name", new TextShape()),
        Optional("status", new EnumShape("draft", "ready")));
}
