namespace OTel.Argilla.Exporter.Spans;

/// <summary>An attribute value that is still in the bytes it came in: most are never asked for.</summary>
internal interface IDeferredValue
{
    /// <summary>A rough size in bytes, for bounds on memory.</summary>
    int EstimatedBytes { get; }

    /// <summary>
    /// The value as a .NET type: a string, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, an array of strings, or null for none. A structured
    /// value gives itself: it is for the message reader to walk.
    /// </summary>
    object? Resolve();
}
