namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Which traces need no memory for their spans: those that were evaluated, of most of which nothing more will come, and those that wait in silence, where they are many.</summary>
/// <param name="source">Where spans can be read again; null when they must stay in memory.</param>
/// <param name="options">How many may be in memory while they wait.</param>
/// <param name="time">The clock.</param>
internal sealed class TraceUnloading(ISpanSource? source, TraceBufferOptions options, TimeProvider time)
{
    /// <summary>
    /// Of a trace that waits for what runs, more comes soon, or only later. Twice as long each time that it had to be read again: one of which something comes every minute is soon left
    /// where it is, since reading a long one for each of its spans takes ever longer.
    /// </summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    private const int MostDoublings = 20;

    /// <summary>While it is read what an earlier process has left, a trace is unloaded so often at most.</summary>
    private const int MostLoadsOfLeft = 4;

    public void Evaluated(BufferedTrace trace)
    {
        trace.Witness = null;
        if (source is not null)
        {
            trace.Unload(source);
        }
    }

    public void Silent(PendingTraces traces)
    {
        if (source is not null)
        {
            var now = time.GetTimestamp();
            traces.Unload(source, trace => time.GetElapsedTime(trace.LastTouched, now).Ticks >= Silence.Ticks << Math.Min(trace.Loads, MostDoublings), options.MaxLoadedSpans);
        }
    }

    /// <summary>Those of which something came just now too: an earlier process has left them, and they may be more than memory allows.</summary>
    public void Left(PendingTraces traces)
    {
        if (source is not null)
        {
            traces.Unload(source, static trace => trace.Loads < MostLoadsOfLeft, options.MaxLoadedSpans);
        }
    }
}
