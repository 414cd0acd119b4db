using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Where the spans of a trace can be read again, so that they need not be in memory while it waits.</summary>
internal interface ISpanSource
{
    /// <summary>Reads what was taken in of a trace.</summary>
    /// <param name="trace">The trace; one that no other was joined to, and without log records.</param>
    /// <param name="target">Receives its spans in the order in which they were taken in, each once.</param>
    void Read(TraceId trace, List<Span> target);
}
