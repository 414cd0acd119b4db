using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>What the steps of one evaluation share: storage of texts, the spans, and the interactions found in them.</summary>
internal sealed class Workspace
{
    /// <summary>
    /// With how many others that have something in common with it an interaction is compared in vain. What belongs together stands close together; and however
    /// many thousand equal calls there are, the time grows with their number alone.
    /// </summary>
    public const int MaxAttempts = 100;

    private readonly Pool<SpanNode> _nodePool;
    private readonly Pool<Interaction> _interactionPool = new(static () => new Interaction(), static i => i.Reset());
    private readonly Stack<List<SpanNode>> _lists = [];

    public Workspace(PairOptions options)
    {
        DialectCatalog.DefineKeys();
        var shapes = new AttributeShapes();
        _nodePool = new(() => new SpanNode(shapes), static n => n.Reset());
        Options = options;
        Reader = new MessageReader(Tape);
    }

    public PairOptions Options { get; }

    public DialectCatalog Dialects => Options.Dialects;

    public ValueTape Tape { get; } = new();

    public MessageReader Reader { get; }

    /// <summary>All spans in hand; from step 2 on the shallower first, then by start.</summary>
    public List<SpanNode> Nodes { get; } = [];

    /// <summary>Outermost interactions by start; from step 4 on also those that another one continues.</summary>
    public List<Interaction> Interactions { get; } = [];

    public void Reset()
    {
        Nodes.Clear();
        Interactions.Clear();
        Comparisons = 0;
        _nodePool.Reset();
        _interactionPool.Reset();
        Tape.Reset();
    }

    /// <summary>How many interactions were held against another one: it must not grow with the square of their number.</summary>
    public int Comparisons { get; set; }

    public SpanNode NewNode() => _nodePool.Take();

    public Interaction NewInteraction() => _interactionPool.Take();

    /// <summary>An empty list for a moment; give it back with <see cref="Return"/>.</summary>
    public List<SpanNode> Rent() => _lists.Count > 0 ? _lists.Pop() : [];

    public void Return(List<SpanNode> list)
    {
        list.Clear();
        _lists.Push(list);
    }

    /// <summary>
    /// Adds all spans below <paramref name="node"/> that can be seen from it: opaque spans, and what lies beneath them, are left out.
    /// </summary>
    public static void AddVisibleBelow(SpanNode node, List<SpanNode> target)
    {
        var next = target.Count;
        AddVisibleChildren(node, target);
        while (next < target.Count)
        {
            AddVisibleChildren(target[next++], target);
        }
    }

    private static void AddVisibleChildren(SpanNode node, List<SpanNode> target)
    {
        foreach (var child in node.Children)
        {
            if (!child.Kind.IsOpaque())
            {
                target.Add(child);
            }
        }
    }
}
