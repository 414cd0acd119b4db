using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// A judgement of a span that had ended before: it stands on a span of its own, nearly always of another trace, that has one link, to the span that was judged.
/// What such a span lies below says nothing.
/// </summary>
/// <param name="Carrier">The span on which it stands.</param>
/// <param name="TraceId">The judged span's trace.</param>
/// <param name="SpanId">The judged span.</param>
/// <param name="Event">The judgement, as it would stand on the judged span.</param>
internal readonly record struct LinkedJudgement(Span Carrier, TraceId TraceId, SpanId SpanId, SpanEvent Event)
{
    /// <summary>Candidates are left out: what they carry is said of themselves.</summary>
    public static void Collect(Workspace work, List<LinkedJudgement> target)
    {
        foreach (var node in work.Nodes)
        {
            if (!node.IsCandidate && MayCarry(node, work) && !node.Span.HasHandedOver && node.Span.TryGetOnlyLink(out var traceId, out var spanId))
            {
                foreach (var judgement in JudgementsOn(node, work))
                {
                    target.Add(new LinkedJudgement(node.Span, traceId, spanId, judgement));
                }
            }
        }
    }

    private static bool MayCarry(SpanNode node, Workspace work) =>
        node.Kind == SpanKind.Judge || work.Dialects.JudgementsOn(node.View).Length > 0 || node.Attributes[Keys.EvaluationName] is string;

    private static List<SpanEvent> JudgementsOn(SpanNode node, Workspace work)
    {
        List<Evaluation>? found = null;
        Evaluations.AddListed(node, work, ref found);
        if (node.Attributes[Keys.EvaluationName] is string)
        {
            (found ??= []).Add(Evaluations.Read(node.Attributes));
        }

        var events = node.View.Events.FindAll(static e => e.Name == Evaluations.EventName);
        events.AddRange((found ?? []).Select(judgement => Evaluations.ToEvent(judgement, node.Span.EndUnixNano)));
        return events;
    }
}
