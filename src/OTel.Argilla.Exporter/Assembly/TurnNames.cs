using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>The agents and tools that took part in a turn, each name once, in the order in which they came.</summary>
internal sealed class TurnNames
{
    private readonly Workspace _work;

    public TurnNames(Workspace work) => _work = work;

    public IReadOnlyList<string> OfAgents(List<SpanNode> parts)
    {
        List<string>? names = null;
        foreach (var part in parts)
        {
            if (part.Kind == SpanKind.Agent)
            {
                AddName(ref names, Spellings.AgentName.Text(part.Attributes));
            }

            if (part.Children.Count > 0)
            {
                var below = _work.Rent();
                Workspace.AddVisibleBelow(part, below);
                below.Sort(SpanNode.ByStart);
                foreach (var node in below)
                {
                    if (node.Kind == SpanKind.Agent)
                    {
                        AddName(ref names, Spellings.AgentName.Text(node.Attributes));
                    }
                }

                _work.Return(below);
            }
        }

        return names ?? (IReadOnlyList<string>)[];
    }

    /// <summary>The spans of tools, and the calls in the messages where tools have no spans.</summary>
    public IReadOnlyList<string> OfTools(List<SpanNode> parts)
    {
        List<string>? names = null;
        foreach (var part in parts)
        {
            if (part.Children.Count > 0)
            {
                AddToolSpans(part, ref names);
            }

            AddCalls(part.Output.Messages.Messages, ref names);
        }

        return names ?? (IReadOnlyList<string>)[];
    }

    private void AddToolSpans(SpanNode part, ref List<string>? names)
    {
        var seen = _work.Rent();
        var tools = _work.Rent();
        seen.Add(part);
        Workspace.AddVisibleBelow(part, seen);
        foreach (var node in seen)
        {
            foreach (var child in node.Children)
            {
                if (child.Kind == SpanKind.Tool)
                {
                    tools.Add(child);
                }
            }
        }

        tools.Sort(SpanNode.ByStart);
        foreach (var tool in tools)
        {
            AddName(ref names, Spellings.ToolName.Text(tool.Attributes));
        }

        _work.Return(seen);
        _work.Return(tools);
    }

    private static void AddCalls(IReadOnlyList<Message> messages, ref List<string>? names)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            foreach (var call in messages[i].Calls)
            {
                if (!call.Name.IsEmpty && !(names is { Count: > 0 } && call.Name.Is(names[names.Count - 1])))
                {
                    AddName(ref names, call.Name.ToString());
                }
            }
        }
    }

    private static void AddName(ref List<string>? names, string? name)
    {
        if (name is not null && names?.Contains(name) != true)
        {
            (names ??= []).Add(name);
        }
    }
}
