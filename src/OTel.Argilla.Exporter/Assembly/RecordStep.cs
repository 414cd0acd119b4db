using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 8, records: one pair for each outermost turn; for a batch one for each prompt, for choices one each with the same prompt. The first carries
/// the id of the span, the others a number, and only the first carries the usage, which belongs to all of them together.
/// </summary>
internal sealed class RecordStep
{
    private readonly Workspace _work;
    private readonly Facts _facts;
    private readonly SystemPrompts _system;
    private readonly Evaluations _evaluations;
    private readonly Pool<Pair> _pairs = new(static () => new Pair(), static _ => { });

    public RecordStep(Workspace work, PromptStep prompts)
    {
        _work = work;
        _facts = new Facts(work);
        _system = new SystemPrompts(work, prompts);
        _evaluations = new Evaluations(work);
    }

    public void Run(List<Pair> pairs)
    {
        _pairs.Reset();
        _facts.Begin();
        _evaluations.Begin();
        foreach (var interaction in _work.Interactions)
        {
            if (interaction.IsCandidateForRecord && ReasonStep.ReasonOf(interaction, _work.Dialects) is null)
            {
                Add(interaction, pairs);
            }
        }
    }

    private void Add(Interaction interaction, List<Pair> pairs)
    {
        var number = 0;
        for (var place = 0; place < interaction.Answers.Count; place++)
        {
            if (interaction.PromptOf(place) is { } prompt)
            {
                pairs.Add(Make(interaction, prompt, place, number++));
            }
        }
    }

    private Pair Make(Interaction interaction, Prompt prompt, int place, int number)
    {
        var answer = interaction.Answers[place];
        var first = interaction.First;
        _facts.Read(interaction);
        var input = number == 0 ? _facts.Usage(Spellings.InputTokens) : null;
        var output = number == 0 ? _facts.Usage(Spellings.OutputTokens) : null;
        var responseModel = Folds.Model(_facts.Text(Spellings.ResponseModel));
        var requestModel = Folds.Model(_facts.Text(Spellings.RequestModel));
        var responseId = _facts.Text(Spellings.ResponseId);
        // Every member: it held another record before.
        var pair = _pairs.Take();
        pair.Span = NameOf(interaction);
        pair.Number = number;
        pair.Prompt = prompt.Text;
        pair.Response = answer.Text;
        pair.System = prompt.IsSystem ? default : _system.Of(interaction);
        pair.History = HistoryOf(prompt);
        pair.Kind = first.Node.Kind.Name();
        pair.Dialect = _work.Dialects.DialectOf(first.Node.View).Name;
        pair.PromptSource = interaction.PromptNode.Input.Source;
        pair.ResponseSource = interaction.AnswerNode.Output.Source;
        pair.Model = responseModel ?? requestModel;
        pair.RequestModel = requestModel;
        pair.Provider = _facts.Provider();
        pair.ResponseId = responseId;
        pair.InputTokens = input;
        pair.OutputTokens = output;
        pair.TotalTokens = number == 0 ? _facts.Usage(Spellings.TotalTokens) ?? (input is null && output is null ? null : (input ?? 0) + (output ?? 0)) : null;
        pair.CacheReadTokens = number == 0 ? _facts.Usage(Spellings.CacheReadTokens) : null;
        pair.ReasoningTokens = number == 0 ? _facts.Usage(Spellings.ReasoningTokens) : null;
        pair.Cost = number == 0 ? _facts.Cost() : null;
        pair.LatencyMilliseconds = _facts.LatencyMilliseconds();
        pair.FinishReason = _facts.Finish(answer, place);
        pair.ConversationId = _facts.ConversationId();
        pair.UserId = _facts.Text(Spellings.UserId);
        pair.Agents = _facts.Agents();
        pair.Tools = _facts.Tools();
        pair.Flags = _facts.Flags(prompt, answer);
        pair.Reasoning = answer.Message is { Reasoning.Count: > 0 } message ? _work.Tape.Join(message.Reasoning, "\n\n"u8) : default;
        pair.InputVariables = prompt.Variables;
        pair.Evaluations = _evaluations.Of(interaction, responseId);
        return pair;
    }

    /// <summary>The first span of the turn names the record, unless a later part of it, or a twin, came before and has one already.</summary>
    private static Span NameOf(Interaction turn)
    {
        Span? known = null;
        for (var part = turn; part is not null; part = part.Previous)
        {
            known = part.Node.Span.HasRecord ? part.Node.Span : known;
        }

        return known ?? turn.Twins.Find(static twin => twin.First.Node.Span.HasRecord)?.First.Node.Span ?? turn.First.Node.Span;
    }

    private static IReadOnlyList<Message> HistoryOf(Prompt prompt)
    {
        List<Message>? history = null;
        for (var i = 0; i < prompt.End; i++)
        {
            var message = prompt.Messages[i];
            var isEarlier = i < prompt.Start || (prompt.LeavesNamedOut && !message.Name.IsEmpty);
            if (isEarlier && message.Role != Role.System)
            {
                (history ??= []).Add(message);
            }
        }

        return history ?? (IReadOnlyList<Message>)[];
    }
}
