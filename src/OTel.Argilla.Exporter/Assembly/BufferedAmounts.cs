namespace OTel.Argilla.Exporter.Assembly;

/// <summary>What a <see cref="TraceBuffer"/> holds, against its bounds: those of what waits, and a quarter of them for what is kept.</summary>
internal sealed class BufferedAmounts(TraceBufferOptions options)
{
    private const int KeptShare = 4;

    private long _bytes;

    public int Spans { get; private set; }

    public void Add(BufferedTrace trace, int spans, long bytes)
    {
        trace.Bytes += bytes;
        Spans += spans;
        _bytes += bytes;
    }

    public void Remove(BufferedTrace trace)
    {
        Spans -= trace.SpanCount;
        _bytes -= trace.Bytes;
    }

    /// <summary>More waits than may.</summary>
    public bool IsOver(KeptTraces kept) => Spans - kept.Spans > options.MaxSpans || _bytes - kept.Bytes > options.MaxBytes;

    /// <summary>More is kept than may be, or than there is room for beside what waits.</summary>
    public bool IsOverWith(KeptTraces kept) =>
        kept.Spans > options.MaxSpans / KeptShare || kept.Bytes > options.MaxBytes / KeptShare || Spans > options.MaxSpans || _bytes > options.MaxBytes;
}
