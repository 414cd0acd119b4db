using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Judgements that came before the response which they name. Logs and traces are often sent, and stored, apart.</summary>
internal sealed class WaitingJudgements
{
    /// <summary>Beyond it the oldest are given up; a judgement that also names the right span finds that all the same.</summary>
    private const int Limit = 1_000;

    private readonly Dictionary<string, List<SpanEvent>> _byResponse = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>The response that a judgement is of; null for any other log record.</summary>
    public static string? ResponseOf(SpanEvent log) => log.Name == Evaluations.EventName ? log[Evaluations.ResponseId] as string : null;

    public void Add(string responseId, SpanEvent judgement)
    {
        if (!_byResponse.TryGetValue(responseId, out var list))
        {
            _byResponse.Add(responseId, list = []);
            _order.Enqueue(responseId);
        }

        list.Add(judgement);
        if (_order.Count > Limit)
        {
            _byResponse.Remove(_order.Dequeue());
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
}
