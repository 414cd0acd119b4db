using System.Runtime.InteropServices;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// What is at hand of one trace, or of the few traces that one turn spreads over, with its place in the <see cref="TraceBuffer"/>. A class without
/// locks: only the thread that holds the pipeline touches it.
/// </summary>
internal sealed class BufferedTrace : Listed<BufferedTrace>
{
    /// <summary>Up to here a linear search for a span is cheaper than a dictionary.</summary>
    private const int SearchLimit = 32;

    private List<Span>? _spans = new(1);
    private UnloadedSpans _unloaded;
    private Dictionary<SpanId, Span>? _byId;

    private (ulong Name, ulong Content) _sent;
    private List<(ulong Name, ulong Content)>? _moreSent;

    public BufferedTrace(TraceId id) => Id = id;

    public TraceId Id { get; }

    /// <summary>Further traces that were joined to this one; null while there is none.</summary>
    public List<TraceId>? JoinedIds { get; private set; }

    /// <summary>GenAI spans in order of arrival; read again when they are not in memory.</summary>
    public List<Span> Spans => _spans ?? Load();

    /// <summary>Its spans are in memory.</summary>
    public bool IsLoaded => _spans is not null;

    /// <summary>How often its spans had to be read again.</summary>
    public int Loads { get; private set; }

    /// <summary>A record was made that one of its spans names.</summary>
    public bool HasRecord => _spans?.Exists(static span => span.HasRecord) ?? _unloaded.Any(SpanMarks.Record);

    /// <summary>The earliest start of its spans, in nanoseconds since 1970; the largest number while there is none.</summary>
    public long StartUnixNano { get; private set; } = long.MaxValue;

    /// <summary>Log records whose span has not come yet.</summary>
    public List<(SpanId SpanId, SpanEvent Log)>? Orphans { get; private set; }

    /// <summary>How many of these there are: a trace that is let go is looked at no deeper.</summary>
    public int SpanCount { get; private set; }

    /// <summary>The ids of responses under which it is known. A field: it is added to.</summary>
#pragma warning disable CA1051, SA1401
    public ResponseKeys ResponseKeys;
#pragma warning restore CA1051, SA1401

    /// <summary>Estimated memory.</summary>
    public long Bytes { get; set; }

    /// <summary>What its spans read from elsewhere when it is evaluated.</summary>
    public long BytesElsewhere { get; private set; }

    /// <summary>True once it was evaluated and nothing came since.</summary>
    public bool IsKept { get; set; }

    /// <summary>True once another trace has taken over what it held.</summary>
    public bool IsAbsorbed { get; set; }

    /// <summary>When it became pending.</summary>
    public long PendingSince { get; set; }

    /// <summary>Its place among those that became pending.</summary>
    public long PendingOrder { get; set; }

    /// <summary>Its place among the pending traces to be looked at; negative when it is none of these.</summary>
    public int WatchedAt { get; set; } = -1;

    /// <summary>When something last came; for a kept trace, when it was evaluated.</summary>
    public long LastTouched { get; set; }

    /// <summary>When nothing was first seen to run above its spans; null while something does.</summary>
    public long? ClosedAt { get; set; }

    /// <summary>How many spans must have left the queue before it can be called complete; null until its grace is over.</summary>
    public long? AwaitedSpans { get; set; }

    /// <summary>The span whose running ancestor kept the trace open when that was last looked at.</summary>
    public Span? Witness { get; set; }

    /// <summary>The last of its records by their words, as the index knows them; the others follow by <see cref="SeenTurn.Next"/>.</summary>
    public SeenTurn? LastTurn { get; set; }

    /// <summary>Spans that a later trace may answer, with the reason that holds until then; not counted yet.</summary>
    public List<(Span Span, string Reason)>? Unanswered { get; set; }

    public Span? Find(TraceId traceId, SpanId spanId)
    {
        var spans = Spans;
        if (_byId is not null)
        {
            return _byId.TryGetValue(spanId, out var span) && span.TraceId == traceId ? span : null;
        }

        foreach (var span in spans)
        {
            if (span.SpanId == spanId && span.TraceId == traceId)
            {
                return span;
            }
        }

        return null;
    }

    public void Add(Span span)
    {
        Spans.Add(span);
        SpanCount++;
        BytesElsewhere += span.BytesElsewhere;
        StartUnixNano = Math.Min(StartUnixNano, span.StartUnixNano);
        if (_byId is not null)
        {
            _byId[span.SpanId] = span;
        }
        else
        {
            IndexMany();
        }
    }

    /// <summary>Lets go of the spans' objects until somebody asks for them. Does nothing where not all that is known of them could be read again.</summary>
    public void Unload(ISpanSource source)
    {
        if (_spans is { Count: > 0 } && JoinedIds is null && Unanswered is null && Orphans is not { Count: > 0 } && _spans.TrueForAll(static span => span.Logs is null))
        {
            _unloaded = new UnloadedSpans(source, _spans);
            _spans = null;
            _byId = null;
        }
    }

    public void AddOrphan(SpanId spanId, SpanEvent log) => (Orphans ??= []).Add((spanId, log));

    /// <summary>Hands the log records that waited for this span over to it.</summary>
    public void AdoptOrphans(Span span)
    {
        if (Orphans is null)
        {
            return;
        }

        var left = 0;
        for (var i = 0; i < Orphans.Count; i++)
        {
            if (Orphans[i].SpanId == span.SpanId)
            {
                span.AddLog(Orphans[i].Log);
            }
            else
            {
                Orphans[left++] = Orphans[i];
            }
        }

        Orphans.RemoveRange(left, Orphans.Count - left);
    }

    /// <summary>Takes over all that the other trace holds.</summary>
    public void Absorb(BufferedTrace other)
    {
        (JoinedIds ??= []).Add(other.Id);
        JoinedIds.AddRange(other.JoinedIds ?? []);
        foreach (var span in other.Spans)
        {
            Add(span);
        }

        foreach (var (spanId, log) in other.Orphans ?? [])
        {
            AddOrphan(spanId, log);
        }

        if (other._sent.Name != 0)
        {
            _ = WasSent(other._sent.Name, other._sent.Content);
        }

        foreach (var (name, content) in other._moreSent ?? [])
        {
            _ = WasSent(name, content);
        }

        if (other.Unanswered is not null)
        {
            (Unanswered ??= []).AddRange(other.Unanswered);
        }

        Bytes += other.Bytes;
    }

    private List<Span> Load()
    {
        var spans = _unloaded.Read(Id, SpanCount);
        _spans = spans;
        _unloaded = default;
        Loads++;
        IndexMany();
        return spans;
    }

    private void IndexMany()
    {
        if (_spans!.Count <= SearchLimit)
        {
            return;
        }

        _byId = new Dictionary<SpanId, Span>(_spans.Count * 2);
        foreach (var known in _spans)
        {
            _byId[known.SpanId] = known;
        }
    }

    /// <summary>
    /// True when a record with this identity and content was made of the trace before; otherwise notes that it now was, to send only what changes.
    /// </summary>
    public bool WasSent(string externalId, ulong content) => WasSent(NameOf(externalId), content);

    private bool WasSent(ulong name, ulong content)
    {
        if (_sent.Name == 0 || _sent.Name == name)
        {
            var isSame = _sent == (name, content);
            _sent = (name, content);
            return isSame;
        }

        _moreSent ??= new(1);
        for (var i = 0; i < _moreSent.Count; i++)
        {
            if (_moreSent[i].Name == name)
            {
                var isSame = _moreSent[i].Content == content;
                _moreSent[i] = (name, content);
                return isSame;
            }
        }

        _moreSent.Add((name, content));
        return false;
    }

    /// <summary>Traces are kept by the ten thousands: what tells their records apart is eight bytes of each, never zero. The content that is compared holds the identity itself.</summary>
    private static ulong NameOf(string externalId) => ContentHash.Of(MemoryMarshal.AsBytes(externalId.AsSpan())) | 1;
}
