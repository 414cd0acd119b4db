using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 4, turns: siblings that carry one turn on (a hand-written tool loop, agents that hand over). The first gives the prompt and names the record,
/// the last gives the answer. A new message of a person starts a new turn, and equal texts alone never join.
/// </summary>
internal sealed class TurnStep
{
    private readonly Dictionary<(TraceId Trace, SpanId Parent), List<Interaction>> _siblings = [];

    public void Run(Workspace work)
    {
        if (work.Interactions.Count < 2)
        {
            return;
        }

        foreach (var interaction in work.Interactions)
        {
            interaction.Key = TurnKey.Of(interaction.Input);
            var span = interaction.Node.Span;
            // A root has no siblings.
            if (!span.ParentSpanId.IsDefault && !interaction.IsContinued)
            {
                var parent = (span.TraceId, span.ParentSpanId);
                if (!_siblings.TryGetValue(parent, out var group))
                {
                    _siblings.Add(parent, group = []);
                }

                group.Add(interaction);
            }
        }

        foreach (var group in _siblings.Values)
        {
            if (group.Count > 1)
            {
                JoinSiblings(group, work);
            }
        }

        _siblings.Clear();
        JoinRoots(work);
        Threads.Join(work.Interactions);
    }

    /// <summary>A later call goes on when it has nothing but results of the calls that the earlier one made, or the whole of its input and then no new words of a person.</summary>
    public static bool Continues(Interaction a, Interaction b)
    {
        if (b.Node.Span.StartUnixNano < a.Node.Span.EndUnixNano)
        {
            return false;
        }

        var input = b.Input;
        return TurnKey.Of(input).HasOnlyToolResults
            ? AnswersCallsOf(a, input)
            : Transcript.BeginsWith(input, a.Input, out var rest) && (rest < 0 ? IsHandedOver(a) : HasOnlyFollowUps(input, rest, a.Output));
    }

    /// <summary>As a call that goes on by its input, for the parts of one run, which may overlap, repeat their input and relay any agent's words.</summary>
    public static bool Extends(Interaction a, Interaction b) => Transcript.BeginsWith(b.Input, a.Input, out var rest) && (rest < 0 || HasOnlyFollowUps(b.Input, rest, relayed: null));

    /// <summary>Each goes on from the latest that it can go on from.</summary>
    private static void JoinSiblings(List<Interaction> group, Workspace work)
    {
        var earlier = new EarlierSiblings();
        foreach (var b in group)
        {
            foreach (var a in earlier.Before(b))
            {
                work.Comparisons++;
                if (!a.IsContinued && Continues(a, b))
                {
                    b.Follow(a);
                    earlier.Remove(a);
                    break;
                }
            }

            earlier.Add(b, IsHandedOver(b));
        }
    }

    /// <summary>Results join roots of different traces too: ids of tool calls are unique.</summary>
    private static void JoinRoots(Workspace work)
    {
        if (!work.Interactions.Exists(GoesOnElsewhere))
        {
            return;
        }

        // By start: what a later one can go on from is in the index already.
        var calls = new CallIndex();
        foreach (var b in work.Interactions)
        {
            if (GoesOnElsewhere(b) && calls.LatestAnsweredBy(b).FirstOrDefault(a => IsAnsweredBy(a, b, work)) is { } caller)
            {
                b.Follow(caller);
            }

            calls.Add(b);
        }
    }

    private static bool GoesOnElsewhere(Interaction b) => b.Key.HasOnlyToolResults && IsOpenRoot(b) && !b.HasPrompt && b.Previous is null;

    private static bool IsAnsweredBy(Interaction a, Interaction b, Workspace work)
    {
        work.Comparisons++;
        return IsOpenRoot(a) && a.Node.Span.EndUnixNano <= b.Node.Span.StartUnixNano && AnswersCallsOf(a, b.Input);
    }

    private static bool IsOpenRoot(Interaction interaction) => !interaction.IsContinued && interaction.Node.Span.ParentSpanId.IsDefault;

    /// <summary>The same input again is no continuation, except after one that only called: it handed the question over.</summary>
    private static bool IsHandedOver(Interaction a) => a.Why == SkipReason.ToolCallOnly;

    private static bool AnswersCallsOf(Interaction a, IReadOnlyList<Message> input)
    {
        var any = false;
        for (var i = 0; i < input.Count; i++)
        {
            foreach (var id in input[i].Results)
            {
                if (!IsCalledIn(a.Output, id))
                {
                    return false;
                }

                any = true;
            }
        }

        return any;
    }

    private static bool IsCalledIn(IReadOnlyList<Message> output, Utf8Text id)
    {
        for (var i = 0; !id.IsEmpty && i < output.Count; i++)
        {
            foreach (var call in output[i].Calls)
            {
                if (call.Id.Equals(id))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasOnlyFollowUps(IReadOnlyList<Message> input, int from, IReadOnlyList<Message>? relayed)
    {
        for (var i = from; i < input.Count; i++)
        {
            var message = input[i];
            var follows = message.Role switch
            {
                Role.System or Role.Assistant or Role.Tool => true,
                Role.User => !message.Name.IsEmpty && (relayed is null || Relays(message, relayed)),
                _ => false,
            };
            if (!follows)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Relays(Message message, IReadOnlyList<Message> output)
    {
        foreach (var text in message.Texts)
        {
            var found = false;
            for (var i = 0; !found && i < output.Count; i++)
            {
                found = output[i].Texts.Exists(t => t.EqualsTrimmed(text));
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }
}
