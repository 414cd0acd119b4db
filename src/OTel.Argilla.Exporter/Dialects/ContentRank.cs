namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Which source of a side is read first when a span has several: the first that gives something usable wins, and two are never mixed
/// (the order differs between calls of a model and runs of agents and chains).
/// </summary>
internal enum ContentRank
{
    /// <summary>What the user says about spans of their own.</summary>
    Declared,

    /// <summary>What a run itself calls its result.</summary>
    FinalResult,

    /// <summary>The whole of a run's messages, of which one list serves both sides.</summary>
    RunMessages,

    /// <summary>Choices that carry numbers win wherever they stand.</summary>
    NumberedChoices,
    Messages,
    OperationDetails,
    FlattenedMessages,
    IndexedPrompts,
    MessageEvents,
    RunTask,
    RunValue,
    RunEntity,
    RunInvocation,
    ContentEvents,
    VendorMessages,
    Vendor,
    PromptJson,
    Completions,
    Generic,

    /// <summary>What a length limit has cut: the last resort, and only for one call of a model.</summary>
    Salvaged,

    /// <summary>Not read for this kind of span.</summary>
    Never,
}
