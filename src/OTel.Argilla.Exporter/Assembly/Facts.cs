using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// What is known about a turn besides its texts. Asked of the span itself first, then of the spans that gave prompt and answer, of the twin, and of
/// the calls below.
/// </summary>
internal sealed class Facts
{
    private static readonly string[] Borrowed = ["borrowed"];

    private readonly Workspace _work;
    private readonly TurnNames _names;
    private readonly List<SpanNode> _sources = [];
    private readonly List<SpanNode> _parts = [];
    private readonly HashSet<string> _responseIds = new(StringComparer.Ordinal);
    private Interaction _turn = null!;

    public Facts(Workspace work)
    {
        _work = work;
        _names = new TurnNames(work);
    }

    public void Begin() => _responseIds.Clear();

    public void Read(Interaction turn)
    {
        _turn = turn;
        _sources.Clear();
        _parts.Clear();
        for (var part = turn; part is not null; part = part.Previous)
        {
            _parts.Insert(0, part.Node);
        }

        _sources.Add(turn.Node);
        Add(turn.AnswerNode);
        Add(turn.PromptNode);
        foreach (var twin in turn.Twins)
        {
            Add(twin.Node);
            Add(twin.AnswerNode);
        }

        if (turn.Node.Children.Count > 0)
        {
            var below = _work.Rent();
            Workspace.AddVisibleBelow(turn.Node, below);
            below.Sort(SpanNode.ByLatestEnd);
            foreach (var node in below)
            {
                if (node.Kind is SpanKind.Llm or SpanKind.Agent)
                {
                    Add(node);
                }
            }

            _work.Return(below);
        }
    }

    public string? Text(Spelling spelling)
    {
        foreach (var node in _sources)
        {
            if (spelling.Text(node.Attributes) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Framework names stand where the provider should; then the next span knows it.</summary>
    public string? Provider()
    {
        foreach (var node in _sources)
        {
            if (Folds.Provider(Spellings.Provider.Text(node.Attributes)) is { } provider)
            {
                return provider;
            }
        }

        return null;
    }

    /// <summary>Agents repeat the sum of their calls: a span's own number, else the sum of those below it, never both.</summary>
    public long? Usage(Spelling spelling) => (long?)Sum(spelling);

    /// <inheritdoc cref="Usage"/>
    public double? Cost() => Sum(Spellings.Cost);

    private double? Sum(Spelling spelling)
    {
        double? total = null;
        foreach (var part in _parts)
        {
            total = Plus(total, SumOf(part, spelling));
        }

        foreach (var twin in _turn.Twins)
        {
            total ??= SumOf(twin.Node, spelling);
        }

        return total;
    }

    public double LatencyMilliseconds()
    {
        var end = _parts[0].Span.EndUnixNano;
        foreach (var part in _parts)
        {
            end = Math.Max(end, part.Span.EndUnixNano);
        }

        return Math.Max(0, end - _parts[0].Span.StartUnixNano) / 1e6;
    }

    /// <param name="answer">The answer that finished so.</param>
    /// <param name="place">Its place among the choices, those that gave no record included.</param>
    public string? Finish(Answer answer, int place) =>
        Folds.FinishOf(Spellings.FinishReason.Value(_turn.AnswerNode.Attributes), place)
        ?? (answer.Message is { Finish.IsEmpty: false } message ? Folds.Finish(message.Finish.ToString()) : null)
        ?? Folds.FinishOf(Spellings.FinishReason.Value(_turn.Node.Attributes), place);

    /// <summary>Not the id of an earlier response: that is a link to it, and changes with every call.</summary>
    public string? ConversationId()
    {
        if (Text(Spellings.ConversationId) is not { } id)
        {
            return null;
        }

        if (_responseIds.Count == 0)
        {
            _responseIds.Add(string.Empty);
            foreach (var node in _work.Nodes)
            {
                if (Spellings.ResponseId.Text(node.Attributes) is { } responseId)
                {
                    _responseIds.Add(responseId);
                }
            }
        }

        return id.StartsWith("resp_", StringComparison.Ordinal) || _responseIds.Contains(id) ? null : id;
    }

    public IReadOnlyList<string> Agents() => _names.OfAgents(_parts);

    public IReadOnlyList<string> Tools() => _names.OfTools(_parts);

    public IReadOnlyList<string> Flags(Prompt prompt, Answer answer)
    {
        var isBorrowed = !_parts.Contains(_turn.PromptNode) || !_parts.Contains(_turn.AnswerNode);
        List<string>? others = null;
        AddIf(ref others, _turn.PromptNode.Input.IsSalvaged || _turn.AnswerNode.Output.IsSalvaged || (isBorrowed && WasCut()), "truncated");
        AddIf(ref others, IsPartial(answer), "partial");
        AddIf(ref others, prompt.IsStructured, "structured");
        AddIf(ref others, answer.Message is { IsRefusal: true }, "refusal");
        AddIf(ref others, prompt.IsSystem, "prompt_role=system");
        if (others is null)
        {
            return isBorrowed ? Borrowed : [];
        }

        if (isBorrowed)
        {
            others.Insert(0, Borrowed[0]);
        }

        return others;
    }

    /// <summary>A text of the turn's own span would have come first, had a length limit not cut it.</summary>
    private bool WasCut()
    {
        var node = _turn.First.Node;
        return (_turn.PromptNode != node && WasCut(node, Side.Input)) || (_turn.AnswerNode != _turn.Node && WasCut(_turn.Node, Side.Output));
    }

    private bool WasCut(SpanNode node, Side side)
    {
        foreach (var source in _work.Dialects.Sources(node.View, node.Kind, side))
        {
            if (source.WholeAttribute is { } key && node.Attributes[key] is string && _work.Reader.Decode(node.Attributes[key]) is { IsText: true } text
                && CutJson.LooksCut(text.Text.Span))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A stream that the app left: neither the message nor the span says how it ended.</summary>
    private bool IsPartial(Answer answer)
    {
        var attributes = _turn.AnswerNode.Attributes;
        return attributes[Keys.Stream] is true
            && answer.Message is null or { Finish.IsEmpty: true }
            && Spellings.FinishReason.Value(attributes) is null
            && Spellings.OutputTokens.Count(attributes) is null;
    }

    private double? SumOf(SpanNode top, Spelling spelling)
    {
        if (spelling.Number(top.Attributes) is { } own)
        {
            return own;
        }

        if (top.Children.Count == 0)
        {
            return null;
        }

        double? total = null;
        var open = _work.Rent();
        open.AddRange(top.Children);
        for (var i = 0; i < open.Count; i++)
        {
            if (open[i].Kind.IsOpaque())
            {
                continue;
            }

            if (spelling.Number(open[i].Attributes) is { } number)
            {
                total = Plus(total, number);
            }
            else
            {
                open.AddRange(open[i].Children);
            }
        }

        _work.Return(open);
        return total;
    }

    private void Add(SpanNode node)
    {
        if (!_sources.Contains(node))
        {
            _sources.Add(node);
        }
    }

    private static void AddIf(ref List<string>? flags, bool holds, string flag)
    {
        if (holds)
        {
            (flags ??= []).Add(flag);
        }
    }

    private static double? Plus(double? a, double? b) => a is null ? b : b is null ? a : a + b;
}
