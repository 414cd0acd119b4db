using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Tests.Spans;

/// <summary>Ids that clients choose do not pile up in one place of a table.</summary>
[TestFixture]
public sealed class IdHashTests
{
    private const int Count = 4096;

    private static readonly Func<ulong, ulong>[] Patterns =
    [
        static i => i,
        static i => i << 32,
        static i => i << 48,
        static i => (i << 32) | i,
        static i => ~((i << 32) | i),
    ];

    [Test]
    public void Span_ids_of_any_pattern_are_spread([Range(0, 4)] int pattern) =>
        AssertSpread(static id => new SpanId(id).GetHashCode(), Patterns[pattern]);

    [Test]
    public void Trace_ids_of_any_pattern_are_spread([Range(0, 4)] int pattern)
    {
        AssertSpread(static id => new TraceId(7, id).GetHashCode(), Patterns[pattern]);
        AssertSpread(static id => new TraceId(id, 7).GetHashCode(), Patterns[pattern]);
        AssertSpread(static id => new TraceId(id, id).GetHashCode(), Patterns[pattern]);
    }

    /// <summary>The factor is drawn when a process starts: none of those that it may draw is a bad one for ids with two halves alike.</summary>
    [Test]
    public void Trace_ids_of_any_pattern_are_spread_with_any_factor(
        [Range(0, 4)] int pattern, [Values(1UL, 3UL, 0x1FFUL, 0xFFFFFFFFUL, 0x100000001UL, 0x7FFFFFFFFFFFFFFFUL, ulong.MaxValue)] ulong factor)
    {
        AssertSpread(id => IdHash.Of(7, id, factor), Patterns[pattern]);
        AssertSpread(id => IdHash.Of(id, 7, factor), Patterns[pattern]);
        AssertSpread(id => IdHash.Of(id, id, factor), Patterns[pattern]);
    }

    /// <summary>Whether by the remainder of a division or by their last bits.</summary>
    private static void AssertSpread(Func<ulong, int> hash, Func<ulong, ulong> pattern)
    {
        var hashes = Enumerable.Range(1, Count).Select(i => hash(pattern((ulong)i))).ToArray();
        Assert.That(hashes.Distinct().Count(), Is.GreaterThan(Count * 9 / 10));

        // Of as many places as there are ids, chance leaves 37 of 100 empty.
        Assert.That(hashes.Select(static value => value & (Count - 1)).Distinct().Count(), Is.GreaterThan(Count / 2));
    }
}
