using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 5, twins: one call seen by two instrumentations beside each other or in two traces, and calls that a broken parent chain has put beside
/// the agent that made them. One record stays; the other span may know what it does not. (A call within a call was left out in step 3.)
/// </summary>
internal static class TwinStep
{
    public static void Run(Workspace work)
    {
        var all = work.Interactions;
        if (all.Count < 2)
        {
            return;
        }

        foreach (var interaction in all)
        {
            interaction.PromptHash = interaction.Prompts.Count > 0 && interaction.Prompts[0] is { } prompt ? TurnKey.Hash(prompt.Text) : 0;
            interaction.OwnResponseId = Spellings.ResponseId.Text(interaction.Node.Attributes);
            interaction.AnswerResponseId = interaction.AnswerNode == interaction.Node
                ? interaction.OwnResponseId
                : Spellings.ResponseId.Text(interaction.AnswerNode.Attributes);
        }

        var index = new TwinIndex(all);
        for (var i = 0; i < all.Count; i++)
        {
            if (!all[i].IsCandidateForRecord)
            {
                continue;
            }

            foreach (var j in index.Behind(i))
            {
                work.Comparisons++;
                Compare(all[i], all[j]);
                if (!all[i].IsCandidateForRecord)
                {
                    break;
                }
            }
        }
    }

    private static void Compare(Interaction a, Interaction b)
    {
        var haveSameId = HaveSameResponseId(a, b);
        if (!haveSameId && a.PromptHash != b.PromptHash)
        {
            return;
        }

        var outer = Contains(b, a) && !Contains(a, b) ? b : a;
        var inner = outer == a ? b : a;
        var isInside = Contains(outer, inner) || ContainsSides(outer, inner);
        var differInScope = a.Node.Span.ScopeName != b.Node.Span.ScopeName;
        if (haveSameId && (differInScope || (SaySame(a, b) && a.HasPrompt)))
        {
            var keepsOuter = HasPair(outer) || !HasPair(inner);
            Merge(keepsOuter ? outer : inner, keepsOuter ? inner : outer);
        }
        else if (isInside && ((differInScope && outer.HasAnswer && SaySame(a, b) && outer.Twin is null) || IsPartOfRun(outer, inner)))
        {
            Merge(outer, inner);
        }
    }

    private static void Merge(Interaction kept, Interaction other)
    {
        other.TwinOf = kept;
        kept.Twin ??= other;
    }

    /// <summary>A call within an agent's time that asks the same: a regression of Agent Framework flattens or splits its runs.</summary>
    private static bool IsPartOfRun(Interaction agent, Interaction call) =>
        agent.Node.Kind == SpanKind.Agent && call.Node.Kind == SpanKind.Llm && agent.HasPrompt && AskSame(agent, call);

    private static bool HasPair(Interaction interaction) => interaction.HasPrompt && interaction.HasAnswer;

    private static bool Contains(Interaction outer, Interaction inner) =>
        inner.Node.Span.StartUnixNano >= outer.Node.Span.StartUnixNano && inner.Node.Span.EndUnixNano <= outer.Node.Span.EndUnixNano;

    /// <summary>Roots of two instrumentations may end microseconds apart: what counts is the calls that were asked and answered.</summary>
    private static bool ContainsSides(Interaction outer, Interaction inner) =>
        inner.PromptNode.Span.StartUnixNano >= outer.Node.Span.StartUnixNano && inner.PromptNode.Span.EndUnixNano <= outer.Node.Span.EndUnixNano
        && inner.AnswerNode.Span.StartUnixNano >= outer.Node.Span.StartUnixNano && inner.AnswerNode.Span.EndUnixNano <= outer.Node.Span.EndUnixNano;

    private static bool HaveSameResponseId(Interaction a, Interaction b) =>
        (a.AnswerResponseId is { } id && id == b.AnswerResponseId) || (a.OwnResponseId is { } own && own == b.OwnResponseId);

    private static bool SaySame(Interaction a, Interaction b)
    {
        if (!AskSame(a, b) || a.Answers.Count != b.Answers.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Answers.Count; i++)
        {
            if (!a.Answers[i].Text.EqualsTrimmed(b.Answers[i].Text))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AskSame(Interaction a, Interaction b)
    {
        if (a.Prompts.Count != b.Prompts.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Prompts.Count; i++)
        {
            if (!(a.Prompts[i]?.Text ?? default(Utf8Text)).EqualsTrimmed(b.Prompts[i]?.Text ?? default))
            {
                return false;
            }
        }

        return true;
    }
}
