namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>
/// What a request holds. Spans and log records point into the request's bytes, which must not change while they are used (<see cref="OtlpSpan.Own"/>). Reused: clear it
/// and decode into it again.
/// </summary>
internal sealed class OtlpBatch
{
    /// <summary>Spans that carry a GenAI attribute, or a name that stands for one.</summary>
    public List<OtlpSpan> Spans { get; } = [];

    /// <summary>All other spans.</summary>
    public List<SpanLink> Links { get; } = [];

    /// <summary>Log records that may carry GenAI content and name a span, or are judgements that name a response. They point into the request too.</summary>
    public List<OtlpLog> Logs { get; } = [];

    /// <summary>Log records of other kinds, which nobody needs.</summary>
    public int OtherLogs { get; set; }

    /// <summary>Spans without a trace id or a span id: nothing can be done with them.</summary>
    public int SpansWithoutId { get; set; }

    public void Clear()
    {
        Spans.Clear();
        Links.Clear();
        Logs.Clear();
        OtherLogs = 0;
        SpansWithoutId = 0;
    }
}
