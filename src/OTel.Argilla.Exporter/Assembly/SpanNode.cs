using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// A span of the evaluation with what the steps have found out about it. What costs parsing is found out only when a step asks. Reused.
/// </summary>
internal sealed class SpanNode
{
    public SpanNode(AttributeShapes shapes) => View = new SpanView(shapes);

    public SpanView View { get; }

    public Span Span => View.Span;

    public AttributeSet Attributes => View.Attributes;

    // Step 1.
    public SpanKind Kind { get; set; }

    public bool IsCandidate => Kind.IsCandidate();

    // Step 2.

    /// <summary>The nearest ancestor in hand.</summary>
    public SpanNode? Parent { get; set; }

    /// <summary>Levels below the top, spans that are not in hand included.</summary>
    public int Depth { get; set; } = -1;

    /// <summary>Levels up to <see cref="Parent"/>: 1 when no unseen span lies between.</summary>
    public int Levels { get; set; }

    /// <summary>An unseen span between this one and <see cref="Parent"/> has failed.</summary>
    public bool HasErrorAbove { get; set; }

    /// <summary>Nearest descendants in hand, by start.</summary>
    public List<SpanNode> Children { get; } = [];

    /// <summary>Mark of the walk that last came by.</summary>
    public int Mark { get; set; }

    /// <summary>Set as soon as the kinds of all ancestors are settled.</summary>
    public bool IsInsideCandidate { get; set; }

    // Step 3.
    public bool IsInsideTool { get; set; }

    public bool IsInsideJudge { get; set; }

    public bool IsOutermost { get; set; }

    // Steps 6 and 7.

    /// <summary>Whether it, or something between it and the span that last looked for an answer below, has failed.</summary>
    public bool IsWithinFailed { get; set; }

    public InputSide Input { get; } = new();

    public OutputSide Output { get; } = new();

    // Step 9.

    /// <summary>Decided once for every candidate; <see cref="HasOutcome"/> tells whether it is.</summary>
    public string? Reason { get; private set; }

    public bool HasOutcome { get; private set; }

    public void Decide(string? reason)
    {
        if (!HasOutcome)
        {
            HasOutcome = true;
            Reason = reason;
        }
    }

    public void Reset()
    {
        View.Close();
        Kind = SpanKind.None;
        Parent = null;
        Depth = -1;
        Levels = 0;
        HasErrorAbove = false;
        Children.Clear();
        Mark = 0;
        IsInsideCandidate = IsInsideTool = IsInsideJudge = IsOutermost = IsWithinFailed = false;
        Input.Reset();
        Output.Reset();
        Reason = null;
        HasOutcome = false;
    }

    /// <summary>The earlier start first; equal starts by ids, so that no result depends on the order of arrival.</summary>
    public static int ByStart(SpanNode a, SpanNode b)
    {
        var order = a.Span.StartUnixNano.CompareTo(b.Span.StartUnixNano);
        order = order != 0 ? order : a.Span.TraceId.CompareTo(b.Span.TraceId);
        return order != 0 ? order : a.Span.SpanId.CompareTo(b.Span.SpanId);
    }

    /// <summary>The shallower first, then the earlier.</summary>
    public static int ByDepth(SpanNode a, SpanNode b)
    {
        var order = a.Depth.CompareTo(b.Depth);
        return order != 0 ? order : ByStart(a, b);
    }

    /// <summary>The later end first, then the shallower.</summary>
    public static int ByLatestEnd(SpanNode a, SpanNode b)
    {
        var order = b.Span.EndUnixNano.CompareTo(a.Span.EndUnixNano);
        return order != 0 ? order : ByDepth(a, b);
    }
}

/// <summary>What a span says of the prompt.</summary>
internal sealed class InputSide
{
    public bool IsRead { get; set; }

    /// <summary>The first source that gives a prompt.</summary>
    public Content Content { get; set; } = Content.None;

    /// <summary>The first source that gives anything: tool results only are no prompt, but they tell a continuation.</summary>
    public Content Any { get; set; } = Content.None;

    public string? Source { get; set; }

    public bool IsSalvaged { get; set; }

    public bool ArePromptsRead { get; set; }

    /// <summary>None, one, or one for each item of a batch (null for an item without one, but not for all of them).</summary>
    public List<Prompt?> Prompts { get; } = [];

    public void Reset()
    {
        IsRead = IsSalvaged = ArePromptsRead = false;
        Content = Any = Content.None;
        Source = null;
        Prompts.Clear();
    }
}

/// <summary>What a span says of the response.</summary>
internal sealed class OutputSide
{
    public bool IsRead { get; set; }

    /// <summary>The first source with messages, whether or not they hold an answer.</summary>
    public Content Messages { get; set; } = Content.None;

    public string? Source { get; set; }

    public bool IsSalvaged { get; set; }

    /// <summary>One, or one for each choice or item of a batch.</summary>
    public List<Answer> Answers { get; } = [];

    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Why { get; set; }

    public void Reset()
    {
        IsRead = IsSalvaged = false;
        Messages = Content.None;
        Source = null;
        Answers.Clear();
        Why = null;
    }
}
