using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>One outermost span, or one run within a bracket, with its prompt and response, its own or borrowed. Reused.</summary>
internal sealed class Interaction
{
    private static readonly List<Prompt?> Nothing = [];

    public SpanNode Node { get; set; } = null!;

    /// <summary>Never changed here: a span's own list, or the empty one. At least one of several is a prompt.</summary>
    public List<Prompt?> Prompts { get; set; } = Nothing;

    /// <summary>The span that <see cref="Prompts"/> were read from.</summary>
    public SpanNode PromptNode { get; set; } = null!;

    public IReadOnlyList<Answer> Answers { get; set; } = [];

    /// <summary>The span that <see cref="Answers"/> were read from.</summary>
    public SpanNode AnswerNode { get; set; } = null!;

    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Why { get; set; }

    /// <summary>The part of the same turn that came before this one; this one carries the turn's prompt and response.</summary>
    public Interaction? Previous { get; set; }

    /// <summary>True when a later part carries the turn.</summary>
    public bool IsContinued { get; set; }

    /// <summary>The same call seen by another instrumentation, whose record stands.</summary>
    public Interaction? TwinOf { get; set; }

    /// <summary>Twins of this one, which know what this one may not.</summary>
    public List<Interaction> Twins { get; } = [];

    /// <summary>Set by step 4.</summary>
    public TurnKey Key { get; set; }

    /// <summary>Hash of the prompt; set by step 5, as what is below.</summary>
    public int PromptHash { get; set; }

    /// <summary>Hash of prompt and answer.</summary>
    public int WordsHash { get; set; }

    /// <summary>Ids of responses that the span and the calls below it name, each with the scopes that name it.</summary>
    public Dictionary<string, List<string>> Responses { get; } = new(StringComparer.Ordinal);

    public bool IsCandidateForRecord => !IsContinued && TwinOf is null;

    /// <summary>The first part of the turn: its span names the record.</summary>
    public Interaction First
    {
        get
        {
            var first = this;
            while (first.Previous is not null)
            {
                first = first.Previous;
            }

            return first;
        }
    }

    public bool HasPrompt => Prompts.Count > 0;

    public bool HasAnswer => Answers.Count > 0;

    /// <summary>True when there is a record to make.</summary>
    public bool HasPair
    {
        get
        {
            var place = 0;
            while (place < Answers.Count && PromptOf(place) is null)
            {
                place++;
            }

            return place < Answers.Count;
        }
    }

    /// <summary>The span whose input the turn rules compare: where this part's own prompt was found.</summary>
    public SpanNode InputNode { get; set; } = null!;

    /// <summary>Input messages, also when they hold no prompt.</summary>
    public IReadOnlyList<Message> Input =>
        InputNode.Input.Content.Kind != ContentKind.None ? InputNode.Input.Content.Messages : InputNode.Input.Any.Messages;

    /// <summary>Output messages of the span itself.</summary>
    public IReadOnlyList<Message> Output => Node.Output.Messages.Messages;

    /// <summary>
    /// What the answer at this place answers; null when there is no answer, or no prompt for it. m answers to k prompts: as many each where that comes out even,
    /// else one each as far as they go.
    /// </summary>
    public Prompt? PromptOf(int place)
    {
        if (Prompts.Count == 0 || Answers[place].IsEmpty)
        {
            return null;
        }

        var at = Prompts.Count == 1 ? 0 : Answers.Count % Prompts.Count == 0 ? place / (Answers.Count / Prompts.Count) : place;
        return at < Prompts.Count ? Prompts[at] : null;
    }

    /// <summary>Makes this one carry the turn that <paramref name="previous"/> began, and its prompt.</summary>
    public void Follow(Interaction previous)
    {
        previous.IsContinued = true;
        Previous = previous;
        if (previous.HasPrompt)
        {
            Prompts = previous.Prompts;
            PromptNode = previous.PromptNode;
        }
    }

    public void Reset()
    {
        Node = PromptNode = InputNode = AnswerNode = null!;
        Prompts = Nothing;
        Answers = [];
        Why = null;
        Key = default;
        Previous = TwinOf = null;
        Twins.Clear();
        Responses.Clear();
        IsContinued = false;
    }

    public static int ByStart(Interaction a, Interaction b) => SpanNode.ByStart(a.Node, b.Node);
}
