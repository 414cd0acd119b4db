namespace OTel.Argilla.Exporter.Tests.Pipeline.Conservation;

/// <summary>What an app, or the server behind it, does next.</summary>
internal enum StepKind
{
    /// <summary>Starts a span, <see cref="Step.Choice"/> says which and below what.</summary>
    Start,

    /// <summary>Ends one of the spans that run, not always the youngest.</summary>
    Stop,

    /// <summary>Flushes the provider.</summary>
    Flush,

    /// <summary>From here on the server fails for a while.</summary>
    Fail,
}

/// <param name="Kind">What is done.</param>
/// <param name="Choice">Any number: of the spans, places or faults there are, it picks one.</param>
internal readonly record struct Step(StepKind Kind, int Choice);
