namespace OTel.Argilla.Sidecar.Traces.Items;

/// <summary>What an item of a chunk is.</summary>
internal enum ItemKind
{
    /// <summary>The chunk is at its end.</summary>
    None,

    /// <summary>What sent the spans behind it.</summary>
    Resource,

    /// <summary>The scope of the spans behind it.</summary>
    Scope,

    /// <summary>The place of a span that is not GenAI.</summary>
    Link,

    /// <summary>A GenAI log record.</summary>
    Log,

    /// <summary>A GenAI span.</summary>
    Span,

    /// <summary>The name of a record that was made: that of a span.</summary>
    Record,
}
