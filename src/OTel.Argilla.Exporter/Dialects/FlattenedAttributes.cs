using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// A list that was spread over attributes, one for each leaf: <c>llm.input_messages.0.message.role</c>, <c>gen_ai.prompt.1.content</c>. Indexes
/// may have gaps (attribute limits) and come in any order; 10 follows 9.
/// </summary>
internal static class FlattenedAttributes
{
    /// <summary>Deeper names are passed over.</summary>
    private const int MaxDepth = 12;

    /// <summary>The list that stands behind this prefix, as an array in the order of its indexes; absent when there is none.</summary>
    public static Value Read(AttributeSet attributes, string prefix, ValueTape tape)
    {
        List<(string Name, object? Value)>? leaves = null;
        for (var i = 0; i < attributes.Count; i++)
        {
            if (IsLeaf(attributes.NameAt(i), prefix))
            {
                (leaves ??= []).Add((attributes.NameAt(i), attributes.ValueAt(i)));
            }
        }

        if (leaves is null)
        {
            return default;
        }

        return Add(tape, leaves, prefix.Length + 1);
    }

    private static Value Add(ValueTape tape, List<(string Name, object? Value)> leaves, int at)
    {
        leaves.Sort((a, b) => Compare(a.Name, b.Name, at));
        var mark = tape.Mark;
        AddContainer(tape, leaves, 0, leaves.Count, at, depth: 0);
        return new Value(tape, mark);
    }

    private static bool IsLeaf(string name, string prefix) =>
        name.Length > prefix.Length + 1 && name[prefix.Length] == '.' && IsDigit(name[prefix.Length + 1]) && name.StartsWith(prefix, StringComparison.Ordinal)
        && IsNumber(name, prefix.Length + 1, EndOfSegment(name, prefix.Length + 1));

    /// <summary>Leaves from <paramref name="first"/> on share the name up to <paramref name="at"/>, where the next segment begins.</summary>
    private static void AddContainer(ValueTape tape, List<(string Name, object? Value)> leaves, int first, int end, int at, int depth)
    {
        var isArray = IsArray(leaves, first, end, at);
        var container = tape.Add(isArray ? ValueKind.Array : ValueKind.Object, default);
        var children = 0;
        for (int next; first < end; first = next)
        {
            var name = leaves[first].Name;
            var segment = EndOfSegment(name, at);
            next = first + 1;
            while (next < end && SharesSegment(leaves[next].Name, name, at, segment))
            {
                next++;
            }

            var mark = tape.Mark;
            if (!isArray)
            {
                tape.AddText(name.AsSpan(at, segment - at));
            }

            // A name that is both a leaf and a list (a text, and the same in parts) counts as the leaf, which sorts first.
            if (segment == name.Length)
            {
                if (tape.AddAttribute(leaves[first].Value).Kind == ValueKind.Absent)
                {
                    tape.Rewind(mark);
                    continue;
                }
            }
            else if (depth < MaxDepth)
            {
                AddContainer(tape, leaves, first, next, segment + 1, depth + 1);
            }
            else
            {
                tape.Rewind(mark);
                continue;
            }

            children++;
        }

        tape.Close(container, children);
    }

    private static bool IsArray(List<(string Name, object? Value)> leaves, int first, int end, int at)
    {
        for (; first < end; first++)
        {
            if (!IsNumber(leaves[first].Name, at, EndOfSegment(leaves[first].Name, at)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SharesSegment(string name, string other, int at, int segment) =>
        EndOfSegment(name, at) == segment && string.CompareOrdinal(name, at, other, at, segment - at) == 0;

    /// <summary>Segment by segment: numbers by their size, all else by letters, and a leaf before the list of the same name.</summary>
    private static int Compare(string a, string b, int at)
    {
        while (true)
        {
            int endA = EndOfSegment(a, at), endB = EndOfSegment(b, at);
            var order = IsNumber(a, at, endA) && IsNumber(b, at, endB) ? endA.CompareTo(endB) : 0;
            order = order != 0 ? order : a.AsSpan(at, endA - at).SequenceCompareTo(b.AsSpan(at, endB - at));
            if (order != 0)
            {
                return order;
            }

            if (endA == a.Length || endB == b.Length)
            {
                return (endA < a.Length).CompareTo(endB < b.Length);
            }

            at = endA + 1;
        }
    }

    private static int EndOfSegment(string name, int at)
    {
        var dot = name.IndexOf('.', at);
        return dot < 0 ? name.Length : dot;
    }

    private static bool IsNumber(string name, int at, int end)
    {
        for (var i = at; i < end; i++)
        {
            if (!IsDigit(name[i]))
            {
                return false;
            }
        }

        return end > at;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
