namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Which source of a side is read first when a span has several: the first that gives something usable wins, and two are never mixed
/// (dialects.md section 8; the order differs between calls of a model and runs of agents and chains).
/// </summary>
internal enum ContentRank
{
    /// <summary>Choices that carry numbers win wherever they stand.</summary>
    NumberedChoices,
    Messages,
    RunMessages,
    OperationDetails,
    FlattenedMessages,
    IndexedPrompts,
    MessageEvents,
    RunValue,
    RunEntity,
    RunInvocation,
    ContentEvents,
    VendorMessages,
    Vendor,
    PromptJson,
    Generic,

    /// <summary>What a length limit has cut: the last resort, and only for one call of a model.</summary>
    Salvaged,

    /// <summary>Not read for this kind of span.</summary>
    Never,
}
