using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// A turn that gave a record, by what another instrumentation's view of it shares, for the case that it lies in a trace of its own. Outlives the evaluation.
/// </summary>
internal sealed class SeenTurn
{
    private readonly string _scope;
    private readonly SpanKind _kind;
    private readonly long _start;
    private readonly long _end;

    /// <summary>The time of the calls that were asked and that answered.</summary>
    private readonly long _sidesStart;
    private readonly long _sidesEnd;

    /// <summary>Scopes of the twins it has; null while it has none.</summary>
    private readonly string[]? _twinScopes;

    private SeenTurn(Interaction turn)
    {
        Words = ((long)turn.WordsHash << 32) | (uint)turn.PromptHash;
        _scope = turn.Node.Span.ScopeName;
        _kind = turn.Node.Kind;
        _start = turn.Node.Span.StartUnixNano;
        _end = turn.Node.Span.EndUnixNano;
        _sidesStart = Math.Min(turn.PromptNode.Span.StartUnixNano, turn.AnswerNode.Span.StartUnixNano);
        _sidesEnd = Math.Max(turn.PromptNode.Span.EndUnixNano, turn.AnswerNode.Span.EndUnixNano);
        _twinScopes = turn.Twins.Count == 0 ? null : [.. turn.Twins.Select(static twin => twin.Node.Span.ScopeName)];
    }

    /// <summary>Hash of prompt and answer.</summary>
    public long Words { get; }

    /// <summary>The trace that it lies in; set while that is kept.</summary>
    public BufferedTrace? Trace { get; set; }

    /// <summary>Another turn of that trace.</summary>
    public SeenTurn? Next { get; set; }

    /// <summary>Tells those apart that began at one time.</summary>
    public long Number { get; set; }

    /// <summary>The earlier first.</summary>
    public static IComparer<SeenTurn> ByStart { get; } = Comparer<SeenTurn>.Create(static (a, b) => a._start != b._start ? a._start.CompareTo(b._start) : a.Number.CompareTo(b.Number));

    public static void Collect(Workspace work, List<SeenTurn> target)
    {
        foreach (var interaction in work.Interactions)
        {
            if (interaction.IsCandidateForRecord && interaction.HasPrompt && interaction.HasAnswer)
            {
                TwinStep.SetWords(interaction);
                target.Add(new SeenTurn(interaction));
            }
        }
    }

    /// <summary>
    /// Two instrumentations said it, one within the time of the other, or an agent and a call that got loose from it; step 5 decides, by the same rule: what it does
    /// not merge would else draw in trace after trace.
    /// </summary>
    public bool MayBeTwinOf(SeenTurn other) =>
        Words == other.Words && IsOneWithinTheOther(this, other)
        && (_scope != other._scope ? !HasTwinFrom(other._scope) && !other.HasTwinFrom(_scope) : (_kind, other._kind) is (SpanKind.Agent, SpanKind.Llm) or (SpanKind.Llm, SpanKind.Agent));

    public bool BeginsAfterEndOf(SeenTurn other) => _start > other._end;

    public long Distance(SeenTurn other) => Math.Abs(_start - other._start);

    private static bool IsOneWithinTheOther(SeenTurn a, SeenTurn b)
    {
        var (first, later) = a._start <= b._start ? (a, b) : (b, a);
        return first.Covers(later._start, later._end) || first.Covers(later._sidesStart, later._sidesEnd) || later.Covers(first._start, first._end);
    }

    private bool Covers(long start, long end) => start >= _start && end <= _end;

    private bool HasTwinFrom(string scope) => _twinScopes is not null && Array.IndexOf(_twinScopes, scope) >= 0;
}
