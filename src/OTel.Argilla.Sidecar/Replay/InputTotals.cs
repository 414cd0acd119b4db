using OTel.Argilla.Sidecar.Files;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>What all files together held.</summary>
internal sealed class InputTotals
{
    public int Files { get; private set; }

    public int UnreadableFiles { get; private set; }

    public long Exports { get; private set; }

    public long Metrics { get; private set; }

    public long GenAISpans { get; private set; }

    public long OtherSpans { get; private set; }

    public long SpansWithoutId { get; private set; }

    public long GenAILogs { get; private set; }

    public long OtherLogs { get; private set; }

    public int Damages { get; private set; }

    public long DamagedBytes { get; private set; }

    public void Add(OtlpBatch batch)
    {
        GenAISpans += batch.Spans.Count;
        OtherSpans += batch.Links.Count;
        SpansWithoutId += batch.SpansWithoutId;
        GenAILogs += batch.Logs.Count;
        OtherLogs += batch.OtherLogs;
    }

    public void Add(FileReport report)
    {
        Files++;
        UnreadableFiles += report.Error is null ? 0 : 1;
        Exports += report.Exports;
        Metrics += report.Metrics;
        Damages += report.DamageCount;
        DamagedBytes += report.DamagedBytes;
    }
}
