using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 2, tree: by ids only. Times and order of arrival mean nothing. Ancestors that are not in hand (HTTP, not recorded) are walked through as
/// far as they are known; an unknown or remote one ends the walk.
/// </summary>
internal sealed class TreeStep
{
    /// <summary>More unseen levels between two GenAI spans than any app has; a bound on the work that odd ids can cause.</summary>
    private const int MaxUnseenLevels = 512;

    /// <summary>
    /// More levels than any app has. A span that lies deeper counts as a root: steps that look at all that lies below a span would otherwise take time
    /// that grows with the square of the levels, which costs whoever sends them nothing.
    /// </summary>
    private const int MaxDepth = 1024;

    private readonly Dictionary<SpanKey, SpanNode> _byId = [];
    private readonly List<SpanNode> _path = [];

    public void Run(Workspace work)
    {
        if (work.Nodes.Count > 1)
        {
            Index(work);
            foreach (var node in work.Nodes)
            {
                FindParent(node);
            }

            CutCycles(work.Nodes);
        }

        foreach (var node in work.Nodes)
        {
            MeasureDepth(node);
        }

        if (work.Nodes.Count > 1)
        {
            foreach (var node in work.Nodes)
            {
                node.Parent?.Children.Add(node);
            }

            foreach (var node in work.Nodes)
            {
                if (node.Children.Count > 1)
                {
                    node.Children.Sort(SpanNode.ByStart);
                }
            }

            work.Nodes.Sort(SpanNode.ByDepth);
        }

        // Large traces must not keep a large table.
        if (_byId.Count > 4096)
        {
            _byId.Clear();
#if NET
            _byId.TrimExcess();
#endif
        }

        _byId.Clear();
    }

    /// <summary>Of two spans with the same ids (delivered twice) one stays, the same in every order of arrival.</summary>
    private void Index(Workspace work)
    {
        foreach (var node in work.Nodes)
        {
            var id = new SpanKey(node.Span.TraceId, node.Span.SpanId);
            if (!_byId.TryGetValue(id, out var other))
            {
                _byId.Add(id, node);
            }
            else if (IsFuller(node, other))
            {
                other.Decide(SkipReason.Duplicate);
                _byId[id] = node;
            }
            else
            {
                node.Decide(SkipReason.Duplicate);
            }
        }
    }

    private static bool IsFuller(SpanNode a, SpanNode b) =>
        a.Attributes.Count != b.Attributes.Count ? a.Attributes.Count > b.Attributes.Count : a.Span.EndUnixNano > b.Span.EndUnixNano;

    private void FindParent(SpanNode node)
    {
        var span = node.Span;
        var id = span.ParentSpanId;
        var failed = false;
        for (var levels = 1; !id.IsDefault && levels <= MaxUnseenLevels; levels++)
        {
            if (_byId.TryGetValue(new SpanKey(span.TraceId, id), out var parent))
            {
                if (parent.Span.SpanId != span.SpanId)
                {
                    node.Parent = parent;
                    node.Levels = levels;
                    node.HasErrorAbove = failed;
                }

                return;
            }

            if (!span.TryGetAncestor(id, out var next, out var isError) || next == id)
            {
                return;
            }

            failed |= isError;
            id = next;
        }
    }

    /// <summary>Ids that form a ring come from broken producers. It is opened above its earliest span.</summary>
    private static void CutCycles(List<SpanNode> nodes)
    {
        var walk = 0;
        foreach (var node in nodes)
        {
            walk++;
            var at = node;
            while (at is { Mark: 0 })
            {
                at.Mark = walk;
                at = at.Parent;
            }

            if (at is null || at.Mark != walk)
            {
                continue;
            }

            var first = at;
            for (var n = at.Parent!; n != at; n = n.Parent!)
            {
                first = SpanNode.ByStart(n, first) < 0 ? n : first;
            }

            MakeRoot(first);
        }
    }

    private static void MakeRoot(SpanNode node)
    {
        node.Parent = null;
        node.HasErrorAbove = false;
    }

    private void MeasureDepth(SpanNode node)
    {
        var at = node;
        while (at.Depth < 0 && at.Parent is not null)
        {
            _path.Add(at);
            at = at.Parent;
        }

        var depth = at.Depth = Math.Max(at.Depth, 0);
        for (var i = _path.Count - 1; i >= 0; i--)
        {
            depth += _path[i].Levels;
            if (depth > MaxDepth)
            {
                MakeRoot(_path[i]);
                depth = 0;
            }

            _path[i].Depth = depth;
        }

        _path.Clear();
    }

    /// <summary>The two ids that name a span. Its own alone is random enough to be found by.</summary>
    private readonly struct SpanKey(TraceId trace, SpanId span) : IEquatable<SpanKey>
    {
        private readonly TraceId _trace = trace;
        private readonly SpanId _span = span;

        public bool Equals(SpanKey other) => _span == other._span && _trace == other._trace;

        public override bool Equals(object? obj) => obj is SpanKey other && Equals(other);

        public override int GetHashCode() => _span.GetHashCode();
    }
}
