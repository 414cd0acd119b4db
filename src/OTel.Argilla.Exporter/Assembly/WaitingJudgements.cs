using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Judgements that came before the response which they name. Logs and traces are often sent, and stored, apart.</summary>
internal sealed class WaitingJudgements
{
    /// <summary>Only the last ones are held; a judgement that also names the right span finds that all the same.</summary>
    private const int MaxJudgements = 1_000;
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, List<SpanEvent>> _byResponse = new(StringComparer.Ordinal);
    private readonly Queue<(string ResponseId, SpanEvent Judgement)> _order = new();
    private long _bytes;

    /// <summary>The response that a judgement is of; null for any other log record.</summary>
    public static string? ResponseOf(SpanEvent log) => log.Name == Evaluations.EventName ? log[Evaluations.ResponseId] as string : null;

    public void Add(string responseId, SpanEvent judgement)
    {
        if (!_byResponse.TryGetValue(responseId, out var list))
        {
            _byResponse.Add(responseId, list = []);
        }

        list.Add(judgement);
        _order.Enqueue((responseId, judgement));
        _bytes += judgement.EstimatedBytes;
        while (_order.Count > MaxJudgements || _bytes > MaxBytes)
        {
            RemoveOldest();
        }
    }

    /// <summary>Hands over what waited for this span's response.</summary>
    public void MoveTo(Span span)
    {
        if (_byResponse.Count > 0 && span.ResponseId is { } id && _byResponse.TryGetValue(id, out var list))
        {
            _byResponse.Remove(id);
            list.ForEach(span.AddLog);
        }
    }

    private void RemoveOldest()
    {
        var (responseId, judgement) = _order.Dequeue();
        _bytes -= judgement.EstimatedBytes;
        if (_byResponse.TryGetValue(responseId, out var list) && list.Remove(judgement) && list.Count == 0)
        {
            _byResponse.Remove(responseId);
        }
    }
}
