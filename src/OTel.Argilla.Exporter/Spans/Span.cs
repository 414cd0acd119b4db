namespace OTel.Argilla.Exporter.Spans;

/// <summary>
/// A span that has ended, whatever it was read from. Its identity and times are at hand; attributes and events are copied out
/// only when somebody needs them, since most spans are never looked into.
/// </summary>
internal abstract class Span
{
    public TraceId TraceId { get; protected set; }

    public SpanId SpanId { get; protected set; }

    /// <summary>The parent's id, or the default value for a root.</summary>
    public SpanId ParentSpanId { get; protected set; }

    public string Name { get; protected set; } = string.Empty;

    /// <summary>Name of the instrumentation scope (in .NET, of the <c>ActivitySource</c>).</summary>
    public string ScopeName { get; protected set; } = string.Empty;

    public long StartUnixNano { get; protected set; }

    public long EndUnixNano { get; protected set; }

    /// <summary>Status Error.</summary>
    public bool IsError { get; protected set; }

    /// <summary>The resource's <c>service.name</c>, if it is known.</summary>
    public string? ServiceName { get; set; }

    public SpanMarks Marks { get; set; }

    /// <inheritdoc cref="SpanMarks.Counted"/>
    public bool IsCounted
    {
        get => Has(SpanMarks.Counted);
        set => Set(SpanMarks.Counted, value);
    }

    /// <inheritdoc cref="SpanMarks.Record"/>
    public bool HasRecord
    {
        get => Has(SpanMarks.Record);
        set => Set(SpanMarks.Record, value);
    }

    /// <inheritdoc cref="SpanMarks.HandedOver"/>
    public bool HasHandedOver
    {
        get => Has(SpanMarks.HandedOver);
        set => Set(SpanMarks.HandedOver, value);
    }

    /// <inheritdoc cref="SpanMarks.RecordKept"/>
    public bool IsRecordKept
    {
        get => Has(SpanMarks.RecordKept);
        set => Set(SpanMarks.RecordKept, value);
    }

    /// <summary>GenAI log records that name this span, in order of arrival; null while there is none.</summary>
    public LogList? Logs { get; private set; }

    /// <summary>The provider's id of the response (<c>gen_ai.response.id</c>); null when the span has none. Two views of one call share it.</summary>
    public abstract string? ResponseId { get; }

    /// <summary>A rough size in bytes, for bounds on memory.</summary>
    public abstract int EstimatedBytes { get; }

    /// <summary>How many bytes it reads from elsewhere when it is looked into: not in memory before, but all at once then.</summary>
    public virtual int BytesElsewhere => 0;

    /// <summary>
    /// True while a span above this one, in this process, still runs: then more may come. False when nothing is known of them.
    /// </summary>
    public abstract bool HasOpenAncestor { get; }

    /// <summary>
    /// True when a span above this one is missing that will come as soon as it ends, and may be GenAI: known of spans of other processes, which say of their
    /// parent whether it is one of their own process.
    /// </summary>
    public virtual bool HasAncestorToCome => false;

    /// <summary>
    /// A parent in this process of which only the id is known, since it was handed on as a context instead of being the current activity; the default value
    /// when there is none. Whether it still runs cannot be asked.
    /// </summary>
    public virtual SpanId ParentByContext => default;

    /// <summary>Adds this span's attributes to <paramref name="target"/>, in their order, duplicates included.</summary>
    public abstract void CopyAttributesTo(AttributeSet target);

    /// <summary>Adds this span's own events to <paramref name="target"/>, in their order; log records are in <see cref="Logs"/>.</summary>
    public abstract void CopyEventsTo(List<SpanEvent> target);

    /// <summary>The span that this one is linked to; false when it has no link, or several. Read only of spans that carry judgements.</summary>
    public virtual bool TryGetOnlyLink(out TraceId traceId, out SpanId spanId)
    {
        (traceId, spanId) = (default, default);
        return false;
    }

    /// <summary>
    /// Looks up an ancestor that is not in hand itself (not GenAI, not recorded): its parent and whether its status is Error.
    /// False when it is unknown or remote; there the walk ends.
    /// </summary>
    public abstract bool TryGetAncestor(SpanId ancestorId, out SpanId parentId, out bool isError);

    /// <summary>Adds a log record, unless it is here already.</summary>
    public void AddLog(SpanEvent log) => (Logs ??= new LogList()).Add(log);

    private bool Has(SpanMarks mark) => (Marks & mark) != 0;

    private void Set(SpanMarks mark, bool value) => Marks = value ? Marks | mark : Marks & ~mark;
}
