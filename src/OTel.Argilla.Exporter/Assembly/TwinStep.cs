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
            SetWords(interaction);
            SetResponses(interaction, work);
        }

        var index = new TwinIndex(all);
        for (var i = 0; i < all.Count; i++)
        {
            if (!all[i].IsCandidateForRecord)
            {
                continue;
            }

            var inVain = 0;
            foreach (var j in index.Behind(i))
            {
                if (all[j].IsCandidateForRecord)
                {
                    work.Comparisons++;
                    Compare(all[i], all[j]);
                }

                // What was just left out is no sign that the rest has nothing to do with this one.
                inVain = all[j].TwinOf == all[i] ? 0 : inVain + 1;
                if (!all[i].IsCandidateForRecord || inVain == Workspace.MaxAttempts)
                {
                    break;
                }
            }
        }
    }

    public static void SetWords(Interaction interaction)
    {
        interaction.PromptHash = interaction.Prompts.Count > 0 && interaction.Prompts[0] is { } prompt ? TurnKey.Hash(prompt.Text) : 0;
        interaction.WordsHash = interaction.HasAnswer
            ? unchecked((interaction.PromptHash * 31) + TurnKey.Hash(interaction.Answers[0].Text))
            : interaction.PromptHash;
    }

    private static void SetResponses(Interaction interaction, Workspace work)
    {
        var nodes = work.Rent();
        nodes.Add(interaction.Node);
        Workspace.AddVisibleBelow(interaction.Node, nodes);
        foreach (var node in nodes)
        {
            if (Spellings.ResponseId.Text(node.Attributes) is { } id)
            {
                AddResponse(interaction, id, node.Span.ScopeName);
            }
        }

        work.Return(nodes);
    }

    private static void AddResponse(Interaction interaction, string id, string scope)
    {
        if (!interaction.Responses.TryGetValue(id, out var scopes))
        {
            interaction.Responses.Add(id, scopes = []);
        }

        if (!scopes.Contains(scope))
        {
            scopes.Add(scope);
        }
    }

    private static void Compare(Interaction a, Interaction b)
    {
        var (isOneResponse, isNamedTwice) = CompareResponses(a, b);
        if (!isOneResponse && a.PromptHash != b.PromptHash)
        {
            return;
        }

        var outer = Contains(b, a) && !Contains(a, b) ? b : a;
        var inner = outer == a ? b : a;
        var isInside = Contains(outer, inner) || ContainsSides(outer, inner);
        var differInScope = a.Node.Span.ScopeName != b.Node.Span.ScopeName;
        if (isNamedTwice || (isOneResponse && SaySame(a, b) && a.HasPrompt))
        {
            var keepsOuter = outer.HasPair || !inner.HasPair;
            Merge(keepsOuter ? outer : inner, keepsOuter ? inner : outer);
        }
        else if (isInside && ((differInScope && outer.HasAnswer && SaySame(a, b) && !HasTwinFrom(outer, inner.Node.Span.ScopeName)) || IsPartOfRun(outer, inner)))
        {
            Merge(outer, inner);
        }
    }

    private static void Merge(Interaction kept, Interaction other)
    {
        other.TwinOf = kept;
        kept.Twins.Add(other);
    }

    private static bool HasTwinFrom(Interaction interaction, string scope) => interaction.Twins.Exists(twin => twin.Node.Span.ScopeName == scope);

    /// <summary>A call within an agent's time that asks the same: a regression of Agent Framework flattens or splits its runs.</summary>
    private static bool IsPartOfRun(Interaction agent, Interaction call) =>
        agent.Node.Kind == SpanKind.Agent && call.Node.Kind == SpanKind.Llm && agent.HasPrompt && AskSame(agent, call);

    private static bool Contains(Interaction outer, Interaction inner) =>
        inner.Node.Span.StartUnixNano >= outer.Node.Span.StartUnixNano && inner.Node.Span.EndUnixNano <= outer.Node.Span.EndUnixNano;

    /// <summary>Roots of two instrumentations may end microseconds apart: what counts is the calls that were asked and answered.</summary>
    private static bool ContainsSides(Interaction outer, Interaction inner) =>
        inner.PromptNode.Span.StartUnixNano >= outer.Node.Span.StartUnixNano && inner.PromptNode.Span.EndUnixNano <= outer.Node.Span.EndUnixNano
        && inner.AnswerNode.Span.StartUnixNano >= outer.Node.Span.StartUnixNano && inner.AnswerNode.Span.EndUnixNano <= outer.Node.Span.EndUnixNano;

    /// <summary>Servers exist that give every response the same id: only where two instrumentations name it does the id alone tell that it is one.</summary>
    private static (bool IsOneResponse, bool IsNamedTwice) CompareResponses(Interaction a, Interaction b)
    {
        // A run may name as many as it has calls.
        var (fewer, more) = a.Responses.Count <= b.Responses.Count ? (a.Responses, b.Responses) : (b.Responses, a.Responses);
        var isOneResponse = false;
        foreach (var response in fewer)
        {
            if (more.TryGetValue(response.Key, out var scopes))
            {
                isOneResponse = true;
                if (response.Value.Exists(scope => scopes.Exists(other => other != scope)))
                {
                    return (true, true);
                }
            }
        }

        return (isOneResponse, false);
    }

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
