using System.Globalization;
using System.Text;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Judgements of an answer: attributes, events and log records on its spans, spans of their own below it, or anywhere under the id of its response.
/// Those on a span that is linked to one of its spans come as log records of that (<see cref="LinkedJudgement"/>).
/// </summary>
internal sealed class Evaluations
{
    public const string EventName = "gen_ai.evaluation.result";
    public const string ResponseId = "gen_ai.response.id";
    private const string AgentName = "gen_ai.agent.name";

    private readonly Workspace _work;
    private readonly List<(SpanNode Node, SpanEvent Event)> _byResponseId = [];
    private readonly List<SpanNode> _spans = [];
    private readonly HashSet<SpanEvent> _used = [];

    public Evaluations(Workspace work) => _work = work;

    public void Begin()
    {
        _byResponseId.Clear();
        _spans.Clear();
        _used.Clear();
        foreach (var node in _work.Nodes)
        {
            if (!node.IsCandidate && node.Attributes[Keys.EvaluationName] is string && !node.Span.TryGetOnlyLink(out _, out _))
            {
                _spans.Add(node);
            }

            if (node.Span.Logs is { } logs)
            {
                foreach (var log in logs)
                {
                    if (log.Name == EventName && log[ResponseId] is string)
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
            if (node != turn.AnswerNode && !IsPart(turn, node) && responseId is not null && log[ResponseId] is string id && id == responseId && _used.Add(log))
            {
                (found ??= []).Add(Read(log));
            }
        }

        foreach (var judgement in _spans)
        {
            if (IsBelow(judgement, turn) || (responseId is not null && Spellings.ResponseId.Text(judgement.Attributes) == responseId))
            {
                (found ??= []).Add(Read(judgement.Attributes));
            }
        }

        return found ?? (IReadOnlyList<Evaluation>)[];
    }

    /// <summary>Adds what is spread over the span's attributes.</summary>
    public static void AddListed(SpanNode node, Workspace work, ref List<Evaluation>? found)
    {
        foreach (var (prefix, member) in work.Dialects.JudgementsOn(node.View))
        {
            foreach (var item in FlattenedAttributes.Read(node.Attributes, prefix, work.Tape).Items)
            {
                (found ??= []).Add(Read(item[Encoding.UTF8.GetBytes(member)]));
            }
        }
    }

    private void AddFrom(SpanNode node, ref List<Evaluation>? found)
    {
        AddListed(node, _work, ref found);
        foreach (var e in node.View.Events)
        {
            if (e.Name == EventName && _used.Add(e))
            {
                (found ??= []).Add(Read(e));
            }
        }
    }

    private static bool IsBelow(SpanNode node, Interaction turn)
    {
        for (var above = node.Parent; above is not null; above = above.Parent)
        {
            if (above == turn.AnswerNode || IsPart(turn, above))
            {
                return true;
            }
        }

        return false;
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
        e[Keys.EvaluationName.Name] as string ?? "evaluation",
        Number(e[Keys.EvaluationScore.Name]),
        e[Keys.EvaluationLabel.Name] as string,
        e[Keys.EvaluationExplanation.Name] as string,
        e[AgentName] as string);

    /// <summary>The judgement as an event that <see cref="Of"/> reads again.</summary>
    public static SpanEvent ToEvent(Evaluation judgement, long timeUnixNano) => new(EventName, timeUnixNano, body: null,
    [
        new(Keys.EvaluationName.Name, judgement.Name),
        new(Keys.EvaluationScore.Name, judgement.Score),
        new(Keys.EvaluationLabel.Name, judgement.Label),
        new(Keys.EvaluationExplanation.Name, judgement.Explanation),
        new(AgentName, judgement.Agent),
    ]);

    /// <summary>A judgement as a span of its own.</summary>
    public static Evaluation Read(AttributeSet attributes) => new(
        attributes[Keys.EvaluationName] as string ?? "evaluation", Number(attributes[Keys.EvaluationScore]), attributes[Keys.EvaluationLabel] as string, attributes[Keys.EvaluationExplanation] as string,
        Spellings.AgentName.Text(attributes));

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
