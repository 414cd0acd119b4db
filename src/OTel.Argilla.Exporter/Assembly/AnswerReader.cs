using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Finds the answers in one side of a span: the choices of a call, or the last word of a transcript.</summary>
internal sealed class AnswerReader
{
    private readonly Workspace _work;
    private readonly DataAnswers _data;

    public AnswerReader(Workspace work)
    {
        _work = work;
        _data = new DataAnswers(work, this);
    }

    /// <summary>Adds the answers to <paramref name="answers"/>; returns the reason when there is none, else null.</summary>
    public string? Read(Content content, SpanNode node, Content input, List<Answer> answers)
    {
        switch (content.Kind)
        {
            case ContentKind.Messages:
                return FromMessages(content.Messages, node, input, answers);
            case ContentKind.Data:
                return _data.Read(content.Data, node, input, answers);
            case ContentKind.Batch:
                foreach (var item in content.Batch)
                {
                    AddFirst(item, node, answers);
                }

                return HoldAny(answers) ? null : SkipReason.NoContent;
            default:
                return SkipReason.NoContent;
        }
    }

    /// <summary>Adds the first answer of one item of a batch; an empty one when it has none, so that the others keep their places.</summary>
    public void AddFirst(Content item, SpanNode node, List<Answer> answers)
    {
        var own = new List<Answer>();
        Read(item, node, Content.None, own);
        answers.Add(own.Find(static answer => !answer.IsEmpty));
    }

    /// <summary>Places of what is no answer are kept only beside answers.</summary>
    public static bool HoldAny(List<Answer> answers)
    {
        if (answers.Exists(static answer => !answer.IsEmpty))
        {
            return true;
        }

        answers.Clear();
        return false;
    }

    private string? FromMessages(IReadOnlyList<Message> messages, SpanNode node, Content input, List<Answer> answers)
    {
        var start = AfterLastQuestion(messages, node);
        if (start > 0 && Transcript.BeginsWith(messages, input.Messages, out var added))
        {
            if (added < 0)
            {
                return SkipReason.NoAnswer;
            }

            start = Math.Max(start, added);
        }

        var shape = OutputShape.Of(messages, start);
        if (IsListOfChoices(messages, start, shape, node))
        {
            for (var i = start; i < messages.Count; i++)
            {
                if (messages[i] is { Role: Role.Assistant } choice)
                {
                    answers.Add(choice.HasText && IsFinal(choice) ? new Answer(_work.Reader.TextOf(choice), choice) : default);
                }
            }

            return HoldAny(answers) ? null : Without(shape);
        }

        if (node.Kind == SpanKind.Llm && shape is { Texts: > 1, HasTool: false, OnlyLastFinishes: true, HasOpenCalls: false })
        {
            answers.Add(new Answer(Chunks(messages, start), messages[messages.Count - 1]));
            return null;
        }

        for (var i = messages.Count - 1; i >= start; i--)
        {
            var message = messages[i];
            if (message.Role != Role.Assistant)
            {
                continue;
            }

            // Before what is not final stands no answer either.
            if (message.HasText && IsFinal(message))
            {
                answers.Add(new Answer(_work.Reader.TextOf(message), message));
                return null;
            }

            if (message.HasText || message.Calls.Count > 0)
            {
                break;
            }
        }

        return Without(shape);
    }

    /// <summary>A transcript may repeat what was asked: only what follows it can answer.</summary>
    private static int AfterLastQuestion(IReadOnlyList<Message> messages, SpanNode node)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            if (messages[i] is { Role: Role.User, HasText: true })
            {
                return node.Kind != SpanKind.Llm || i < messages.Count - 1 ? i + 1 : 0;
            }
        }

        return 0;
    }

    private static bool IsListOfChoices(IReadOnlyList<Message> messages, int start, OutputShape shape, SpanNode node)
    {
        if (shape.Assistants < 2 || shape.HasTool)
        {
            return false;
        }

        return shape.HasDifferentNumbers
            || (node.Kind == SpanKind.Llm
                && (shape is { AllFinish: true, HasCalls: false } || CompletionCall.Is(node) || RequestsChoices(node)));
    }

    private static bool RequestsChoices(SpanNode node) => Spellings.ChoiceCount.Count(node.Attributes) > 1;

    /// <summary>Words beside a call that nobody has answered are no answer.</summary>
    private static bool IsFinal(Message message)
    {
        if (Utf8.ContainsIgnoreCase(message.Finish.Span, "tool"u8))
        {
            return false;
        }

        foreach (var call in message.Calls)
        {
            if (call.Id.IsEmpty || !message.Results.Contains(call.Id))
            {
                return false;
            }
        }

        return true;
    }

    private Utf8Text Chunks(IReadOnlyList<Message> messages, int start)
    {
        var pieces = new List<Utf8Text>();
        for (var i = start; i < messages.Count; i++)
        {
            if (messages[i] is { Role: Role.Assistant, HasText: true } message)
            {
                pieces.Add(_work.Reader.TextOf(message));
            }
        }

        return _work.Tape.Join(pieces, default);
    }

    private static string Without(OutputShape shape) =>
        shape.HasCalls ? SkipReason.ToolCallOnly : shape.Assistants > 0 ? SkipReason.EmptyResponse : SkipReason.NoContent;

    /// <summary>What an output looks like from afar: enough to tell choices from a transcript.</summary>
    private readonly record struct OutputShape(int Assistants, int Texts, bool HasTool, bool HasCalls, bool HasOpenCalls, bool AllFinish, bool OnlyLastFinishes, bool HasDifferentNumbers)
    {
        public static OutputShape Of(IReadOnlyList<Message> messages, int start)
        {
            int assistants = 0, texts = 0, finishes = 0;
            bool hasTool = false, hasCalls = false, hasOpenCalls = false, lastFinishes = false, differ = false;
            int? number = null;
            for (var i = start; i < messages.Count; i++)
            {
                var message = messages[i];
                hasTool |= message.Role == Role.Tool;
                if (message.Role != Role.Assistant)
                {
                    continue;
                }

                assistants++;
                texts += message.HasText ? 1 : 0;
                hasCalls |= message.Calls.Count > 0;
                hasOpenCalls |= message.Calls.Count > 0 && !IsFinal(message);
                lastFinishes = !message.Finish.IsEmpty;
                finishes += lastFinishes ? 1 : 0;
                number ??= message.Index;
                differ |= message.Index is { } index && index != number;
            }

            return new(assistants, texts, hasTool, hasCalls, hasOpenCalls, finishes == assistants, lastFinishes && finishes == 1, differ);
        }
    }
}
