namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// A message of the conventions as one instrumentation writes it: what stands in every such message, byte for byte, and the places between where words, ids
/// and data stand. Read by comparing and by finding the ends of strings, without a look at names and brackets.
/// </summary>
internal sealed class MessageForm
{
    private readonly byte[][] _fixed;
    private readonly bool[] _isSkipped;
    private readonly FormPart[] _parts;
    private readonly Role _role;
    private readonly FormConstant _roleName;
    private readonly FormConstant _finish;

    /// <param name="fixedBytes">What stands before each place, and behind the last.</param>
    /// <param name="isSkipped">For each place, whether it holds data that nobody reads; else it holds a string.</param>
    /// <param name="parts">The parts, with the places that they are made of.</param>
    /// <param name="role">The role that its name stands for.</param>
    /// <param name="roleName">Where the role is named.</param>
    /// <param name="finish">Where the finish reason stands.</param>
    public MessageForm(byte[][] fixedBytes, bool[] isSkipped, FormPart[] parts, Role role, FormConstant roleName, FormConstant finish)
    {
        _fixed = fixedBytes;
        _isSkipped = isSkipped;
        _parts = parts;
        _role = role;
        _roleName = roleName;
        _finish = finish;
    }

    /// <summary>Reads the message that begins there, and moves behind it; false, with nothing done, when it has another form.</summary>
    /// <remarks>Nothing is decoded before all of the form has been found: several forms may begin alike, and a text must not be decoded for each of them.</remarks>
    /// <param name="tape">Receives decoded texts.</param>
    /// <param name="utf8">The JSON.</param>
    /// <param name="at">Where the message begins; then where it ends.</param>
    /// <param name="message">An empty message.</param>
    /// <param name="places">Room for where the places are.</param>
    public bool TryRead(ValueTape tape, Utf8Text utf8, ref int at, Message message, Span<int> places)
    {
        var json = utf8.Span;
        Utf8Text roleName = default, finish = default;
        var next = at;
        for (var i = 0; i < _fixed.Length; i++)
        {
            if (!json.Slice(next).StartsWith(_fixed[i]))
            {
                return false;
            }

            roleName = _roleName.Segment == i ? _roleName.In(utf8, next) : roleName;
            finish = _finish.Segment == i ? _finish.In(utf8, next) : finish;
            next += _fixed[i].Length;
            if (i < _isSkipped.Length)
            {
                places[i] = next;
                if ((!_isSkipped[i] && !(next < json.Length && json[next] == (byte)'"')) || !ConventionMessages.TrySkipValue(tape, utf8, ref next))
                {
                    return false;
                }
            }
        }

        at = next;
        message.Role = _role;
        message.RoleName = roleName;
        message.Finish = finish;
        foreach (var part in _parts)
        {
            part.AddTo(message, tape, utf8, places);
        }

        return true;
    }
}

/// <summary>A string that is the same in every message of a form: how far behind the beginning of which fixed bytes it stands.</summary>
internal readonly record struct FormConstant(int Segment, int Offset, int Length)
{
    public static FormConstant None => new(-1, 0, 0);

    public Utf8Text In(Utf8Text utf8, int segmentStart) => utf8.Slice(segmentStart + Offset, Length);
}

/// <summary>A part of a message, and the places of what it is made of; negative for what it has not.</summary>
internal readonly record struct FormPart(MessagePartKind Kind, int Content, int Id, int Name)
{
    public void AddTo(Message message, ValueTape tape, Utf8Text utf8, ReadOnlySpan<int> places) =>
        MessageParts.Add(message, Kind, TextAt(Content, tape, utf8, places), TextAt(Id, tape, utf8, places), TextAt(Name, tape, utf8, places));

    private static Utf8Text TextAt(int place, ValueTape tape, Utf8Text utf8, ReadOnlySpan<int> places)
    {
        if (place < 0)
        {
            return default;
        }

        var at = places[place];
        return JsonValueReader.TryReadText(tape, utf8, ref at, out var text) ? text : default;
    }
}
