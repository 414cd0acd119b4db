using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>What the assembler works with; tests put their own in.</summary>
internal sealed class AssemblerParts
{
    /// <summary>When a trace is complete, and how much may wait for that.</summary>
    public required TraceBufferOptions Buffer { get; init; }

    /// <summary>How many spans of GenAI traces are remembered at most for their place in the tree.</summary>
    public int MaxLinks { get; init; } = 1_000_000;

    /// <summary>Of how many traces without anything GenAI it is remembered at most where their spans are.</summary>
    public int MaxOtherTraces { get; init; } = 250_000;

    /// <summary>How much memory the chunks may take that were read last, so that they need not be unpacked again.</summary>
    public long MaxUnpackedBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Whether the journal is so full of what traces need, which is so many bytes, that requests will soon be refused: the traces that have waited longest are
    /// evaluated then, complete or not. Null when that is never so.
    /// </summary>
    public Func<long, bool>? IsCrowded { get; init; }

    /// <summary>Which traces are looked at; null for all.</summary>
    public Func<TraceId, bool>? Accepts { get; init; }

    public required IPairEvaluator Evaluator { get; init; }

    /// <summary>Makes the record of a pair.</summary>
    public required Func<Pair, RecordDocument> Write { get; init; }

    /// <summary>Takes the records, and tells <see cref="Settlement.SetSafe"/> of each that cannot be lost any more, on any thread.</summary>
    public required IRecordDelivery Delivery { get; init; }

    /// <summary>Whether records that were handed over wait for the disk, so that no more should be made; null when that is never so.</summary>
    public Func<bool>? IsHeldUp { get; init; }

    /// <summary>Called when nothing comes any more after much has come: what memory that took can be given back. Null when nobody is to be told.</summary>
    public Action? Quiet { get; init; }

    public required ExporterMetrics Metrics { get; init; }

    public required TimeProvider TimeProvider { get; init; }
}
