namespace OTel.Argilla.Exporter.Spans;

/// <summary>
/// An attribute value that is still in the bytes it came in: most are never asked for. A class, since every value is asked whether it is one, and a boxed
/// number has dozens of interfaces to go through.
/// </summary>
internal abstract class DeferredValue
{
    /// <summary>A rough size in bytes, for bounds on memory.</summary>
    public abstract int EstimatedBytes { get; }

    /// <summary>
    /// The value as a .NET type: a string, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, an array of strings, or null for none. A structured
    /// value gives itself: it is for the message reader to walk.
    /// </summary>
    public abstract object? Resolve();

    /// <summary>False when no text in it has this word, which is of letters.</summary>
    public abstract bool MayHold(ReadOnlySpan<byte> word);
}
