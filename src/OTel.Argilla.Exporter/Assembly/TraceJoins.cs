using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Finds traces that belong together although their ids differ: a tool call that one ended with and another answers (call ids are unique), and one
/// call that two instrumentations recorded, each in a trace of its own, told by the response's id or by what was said at the same time.
/// </summary>
internal sealed class TraceJoins
{
    private readonly TracesByCall _calling = new();
    private readonly TracesByCall _answering = new();
    private readonly Dictionary<ResponseKey, (BufferedTrace Trace, int At)> _byResponseId = [];
    private readonly SeenTurnIndex _seen = new();

    /// <summary>Remembers the response id of a span that is about to be added to the trace. Another trace when that saw the same call, else null.</summary>
    public BufferedTrace? AddSpan(Span span, BufferedTrace trace)
    {
        if (span.ResponseId is not { Length: > 0 } id)
        {
            return null;
        }

        var key = new ResponseKey(id);
        if (!_byResponseId.TryGetValue(key, out var known))
        {
            _byResponseId.Add(key, (trace, trace.SpanCount));
            trace.ResponseKeys.Add(key);
            return null;
        }

        return !ReferenceEquals(known.Trace, trace) && SpanAt(known) is { } other && AreTwins(other, span) ? known.Trace : null;
    }

    /// <summary>The span of this response; false, and nothing changed, when it is not at hand.</summary>
    public bool TryFindResponse(string id, ref TraceId traceId, ref SpanId spanId)
    {
        if (!_byResponseId.TryGetValue(new ResponseKey(id), out var known) || SpanAt(known) is not { } span)
        {
            return false;
        }

        (traceId, spanId) = (span.TraceId, span.SpanId);
        return true;
    }

    /// <summary>What another trace may be joined by from now on.</summary>
    public void Set(BufferedTrace trace, IPairEvaluator? evaluated)
    {
        _calling.Set(trace, evaluated?.DanglingCallIds ?? []);
        _answering.Set(trace, evaluated?.AnsweredCallIds ?? []);
        _seen.Add(trace, evaluated?.SeenTurns ?? []);
    }

    public BufferedTrace? FindTwin(SeenTurn turn, BufferedTrace trace) => _seen.FindTwin(turn, trace);

    /// <summary>The trace that made this call.</summary>
    public BufferedTrace? FindCalling(string callId) => _calling.Find(callId);

    /// <summary>The trace that answers this call.</summary>
    public BufferedTrace? FindAnswering(string callId) => _answering.Find(callId);

    /// <summary>One trace takes over what the other has, whose spans will stand behind its own.</summary>
    public void Move(BufferedTrace from, BufferedTrace to)
    {
        for (var i = 0; i < from.ResponseKeys.Count; i++)
        {
            var key = from.ResponseKeys[i];
            _byResponseId[key] = (to, to.SpanCount + _byResponseId[key].At);
            to.ResponseKeys.Add(key);
        }

        from.ResponseKeys = default;
        Forget(from);
    }

    public void Remove(BufferedTrace trace)
    {
        for (var i = 0; i < trace.ResponseKeys.Count; i++)
        {
            _ = _byResponseId.Remove(trace.ResponseKeys[i]);
        }

        Forget(trace);
    }

    private void Forget(BufferedTrace trace)
    {
        _calling.Remove(trace);
        _answering.Remove(trace);
        _seen.Remove(trace);
    }

    private static Span? SpanAt((BufferedTrace Trace, int At) place) => place.Trace.Spans.ElementAtOrDefault(place.At);

    // Servers exist that give every response the same id. Two views of one call overlap in time and come from different instrumentations.
    private static bool AreTwins(Span a, Span b) =>
        a.StartUnixNano < b.EndUnixNano && b.StartUnixNano < a.EndUnixNano && a.ScopeName != b.ScopeName;
}
