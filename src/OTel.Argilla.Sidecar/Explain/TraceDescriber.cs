using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Copies what an evaluation found out into a tree of spans, with the spans between them that are not GenAI.</summary>
internal sealed class TraceDescriber
{
    private readonly PairEvaluator _evaluator;
    private readonly OtherSpans _others;

    public TraceDescriber(PairEvaluator evaluator, OtherSpans others)
    {
        _evaluator = evaluator;
        _others = others;
    }

    /// <summary>Describes the trace that was evaluated last.</summary>
    public ExplainedTrace Describe(BufferedTrace trace)
    {
        var tree = new SpanTree(_others);
        foreach (var node in _evaluator.Nodes.OrderBy(static node => node.Span.StartUnixNano))
        {
            tree.Add(node.Span, Describe(node));
        }

        IReadOnlyList<TraceId> ids = [trace.Id, .. trace.JoinedIds ?? []];
        return new ExplainedTrace
        {
            TraceIds = [.. ids.Select(static id => id.ToString())],
            StartUnixNano = trace.Spans.Min(static span => span.StartUnixNano),
            Roots = tree.Build(),
            SpansLeftOut = ids.Sum(_others.CountOf) - tree.OthersShown,
            Hints = [.. _evaluator.Outcomes.Select(static outcome => outcome.Hint).OfType<string>().Distinct()],
        };
    }

    private ExplainedSpan Describe(SpanNode node)
    {
        var span = node.Span;
        var interaction = _evaluator.Interactions.FirstOrDefault(i => i.Node == node);
        var records = _evaluator.Pairs.Where(pair => pair.Span == span).Select(Describe).ToList();
        var outcome = _evaluator.Outcomes.FirstOrDefault(outcome => outcome.Span == span);
        return new ExplainedSpan
        {
            TraceId = span.TraceId.ToString(),
            SpanId = span.SpanId.ToString(),
            Name = span.Name,
            Kind = KindOf(node),
            IsCandidate = node.IsCandidate,
            Dialect = _evaluator.Options.Dialects.DialectOf(node.View).Name,
            Scope = span.ScopeName.Length > 0 ? span.ScopeName : null,
            Service = span.ServiceName,
            IsError = span.IsError,
            DurationMilliseconds = span.EndUnixNano > span.StartUnixNano && span.StartUnixNano > 0 ? (span.EndUnixNano - span.StartUnixNano) / 1e6 : null,
            Reason = outcome.Reason,
            Hint = outcome.Hint,
            CarriedBy = CarrierOf(node, interaction),
            Prompt = records.Count == 0 && interaction is { HasPrompt: true } ? interaction.Prompts.First(static p => p is not null)!.Value.Text.ToString() : null,
            Response = records.Count == 0 && interaction is { HasAnswer: true } ? interaction.Answers[0].Text.ToString() : null,
            Records = records,
        };
    }

    private static ExplainedRecord Describe(Pair pair) => new(
        RecordWriter.ExternalId(pair), pair.Prompt.ToString(), pair.Response.ToString(), pair.PromptSource, pair.ResponseSource, [.. pair.Flags]);

    /// <summary>The span that names the record which this one went into.</summary>
    private string? CarrierOf(SpanNode node, Interaction? interaction)
    {
        if (interaction?.TwinOf is { } twin)
        {
            return twin.First.Node.Span.SpanId.ToString();
        }

        if (node.Reason != SkipReason.Continuation)
        {
            return null;
        }

        foreach (var last in _evaluator.Interactions)
        {
            for (var part = last; !last.IsContinued && part is not null; part = part.Previous)
            {
                if (part.Node == node)
                {
                    return last.First.Node.Span.SpanId.ToString();
                }
            }
        }

        return null;
    }

    private static string KindOf(SpanNode node) => node.Kind switch
    {
        SpanKind.None => "other",
        SpanKind.Tool => "tool",
        SpanKind.PromptTemplate => "prompt template",
        SpanKind.Judge => "guardrail or evaluator",
        SpanKind.Opaque => "retriever, embedding or the like",
        var kind => kind.Name(),
    };
}
