using System.Globalization;
using System.Text;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Judgements of an answer: events and log records on its spans, or anywhere under the id of its response.</summary>
internal sealed class Evaluations
{
    private const string EventName = "gen_ai.evaluation.result";

    private readonly Workspace _work;
    private readonly List<(SpanNode Node, SpanEvent Event)> _byResponseId = [];

    public Evaluations(Workspace work) => _work = work;

    public void Begin()
    {
        _byResponseId.Clear();
        foreach (var node in _work.Nodes)
        {
            if (node.Span.Logs is { } logs)
            {
                foreach (var log in logs)
                {
                    if (log.Name == EventName && log["gen_ai.response.id"] is string)
                    {
                        _byResponseId.Add((node, log));
                    }
                }
            }
        }
    }

    public IReadOnlyList<Evaluation> Of(Interaction turn, string? responseId)
    {
        List<Evaluation>? found = null;
        for (var part = turn; part is not null; part = part.Previous)
        {
            AddFrom(part.Node, ref found);
        }

        if (!IsPart(turn, turn.AnswerNode))
        {
            AddFrom(turn.AnswerNode, ref found);
        }

        foreach (var (node, log) in _byResponseId)
        {
            if (node != turn.AnswerNode && !IsPart(turn, node) && responseId is not null && log["gen_ai.response.id"] is string id && id == responseId)
            {
                (found ??= []).Add(Read(log));
            }
        }

        return found ?? (IReadOnlyList<Evaluation>)[];
    }

    private void AddFrom(SpanNode node, ref List<Evaluation>? found)
    {
        foreach (var (prefix, member) in _work.Dialects.Judgements)
        {
            foreach (var item in FlattenedAttributes.Read(node.Attributes, prefix, _work.Tape).Items)
            {
                (found ??= []).Add(Read(item[Encoding.UTF8.GetBytes(member)]));
            }
        }

        foreach (var e in node.View.Events)
        {
            if (e.Name == EventName)
            {
                (found ??= []).Add(Read(e));
            }
        }
    }

    private static bool IsPart(Interaction turn, SpanNode node)
    {
        for (var part = turn; part is not null; part = part.Previous)
        {
            if (part.Node == node)
            {
                return true;
            }
        }

        return false;
    }

    private static Evaluation Read(SpanEvent e) => new(
        e["gen_ai.evaluation.name"] as string ?? "evaluation",
        Number(e["gen_ai.evaluation.score.value"]),
        e["gen_ai.evaluation.score.label"] as string,
        e["gen_ai.evaluation.explanation"] as string,
        e["gen_ai.agent.name"] as string);

    /// <summary>OpenInference's members; who judged is named, or said to be a person, a model or code.</summary>
    private static Evaluation Read(Value judgement) => new(
        TextOf(judgement["name"u8]) ?? "evaluation",
        judgement["score"u8].TryGetDouble(out var score) ? score : null,
        TextOf(judgement["label"u8]),
        TextOf(judgement["explanation"u8]),
        TextOf(judgement["identifier"u8]) ?? TextOf(judgement["annotator_kind"u8]));

    private static string? TextOf(Value value) => value.IsScalar ? value.Text.ToString() : null;

    private static double? Number(object? value) => value switch
    {
        double d => d,
        float f => f,
        int or long or short or byte or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string s when double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
        _ => null,
    };
}
