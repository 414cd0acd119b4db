using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// An outermost span without content of its own may only bracket several runs. Its runs are the shallowest candidates below with content;
/// those with one prompt, or of one turn, are one run, and when that is all there is, the span itself is the interaction.
/// </summary>
internal sealed class Bracket
{
    private readonly Workspace _work;
    private readonly PromptStep _prompts;
    private readonly ResponseStep _responses;

    public Bracket(Workspace work, PromptStep prompts, ResponseStep responses)
    {
        _work = work;
        _prompts = prompts;
        _responses = responses;
    }

    public void AddRuns(SpanNode node)
    {
        if (!MayBracket(node) || !TryAddParts(node))
        {
            _work.Interactions.Add(Read(node));
        }
    }

    private Interaction Read(SpanNode node)
    {
        var interaction = _work.NewInteraction();
        interaction.Node = node;
        _prompts.Fill(interaction);
        _responses.Fill(interaction);
        return interaction;
    }

    private bool MayBracket(SpanNode node) =>
        node.Kind is SpanKind.Agent or SpanKind.Chain && node.Children.Count > 0 && !node.Span.IsError && IsEmpty(node);

    private bool IsEmpty(SpanNode node) => _prompts.Of(node).Count == 0 && _responses.Of(node).Why == SkipReason.NoContent;

    private bool TryAddParts(SpanNode node)
    {
        var parts = _work.Rent();
        AddShallowestWithContent(node, parts);
        parts.Sort(SpanNode.ByStart);
        var runs = new List<List<Interaction>>();
        var index = new RunIndex(runs);
        foreach (var part in parts)
        {
            AddTo(runs, index, Read(part));
        }

        _work.Return(parts);
        if (runs.Count < 2)
        {
            return false;
        }

        foreach (var run in runs)
        {
            Join(run);
            _work.Interactions.AddRange(run);
        }

        node.Decide(SkipReason.Nested);
        return true;
    }

    private void AddShallowestWithContent(SpanNode node, List<SpanNode> parts)
    {
        var level = _work.Rent();
        level.Add(node);
        for (var i = 0; i < level.Count; i++)
        {
            foreach (var child in level[i].Children)
            {
                if (child.IsCandidate && !IsEmpty(child))
                {
                    parts.Add(child);
                }
                else if (!child.Kind.IsOpaque())
                {
                    level.Add(child);
                }
            }
        }

        _work.Return(level);
    }

    private void AddTo(List<List<Interaction>> runs, RunIndex index, Interaction part)
    {
        var run = runs.Count > 0 && !part.HasPrompt ? runs[runs.Count - 1] : index.Of(part).FirstOrDefault(run => IsOf(run, part));
        if (run is null)
        {
            run = [];
            runs.Add(run);
        }

        run.Add(part);
        index.Add(part, run);
    }

    private bool IsOf(List<Interaction> run, Interaction part)
    {
        _work.Comparisons++;
        var last = run[run.Count - 1];
        return HaveSamePrompt(last, part) || HaveSamePrompt(run[0], part) || TurnStep.Continues(last, part) || TurnStep.Extends(last, part);
    }

    /// <summary>The last part with an answer carries the run; the first names it and gives the prompt.</summary>
    private static void Join(List<Interaction> run)
    {
        var last = run[run.Count - 1];
        var answering = run.FindLast(static p => p.HasAnswer) ?? last;
        for (var i = 1; i < run.Count; i++)
        {
            run[i].Follow(run[i - 1]);
        }

        last.Answers = answering.Answers;
        last.AnswerNode = answering.AnswerNode;
        last.Why = answering.Why;
    }

    private static bool HaveSamePrompt(Interaction a, Interaction b)
    {
        if (a.Prompts.Count != b.Prompts.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Prompts.Count; i++)
        {
            if (a.Prompts[i] is not { } x || b.Prompts[i] is not { } y || !x.Text.Equals(y.Text))
            {
                return false;
            }
        }

        return true;
    }
}
