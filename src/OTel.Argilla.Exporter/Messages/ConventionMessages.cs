using System.Diagnostics.CodeAnalysis;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Messages as the OpenTelemetry conventions write them, straight from their JSON: nearly all there are, and much shorter a way than over a tape. It reads
/// this form alone, and gives up at whatever else it meets: <see cref="ContentReader"/> then reads the same text, and whatever it reads, it reads likewise.
/// <code>[{"role":"…","parts":[{"type":"text","content":"…"},{"type":"tool_call","id":"…","name":"…","arguments":…},
///  {"type":"tool_call_response","id":"…","response":…}],"finish_reason":"…"}]</code>
/// </summary>
internal ref struct ConventionMessages
{
    /// <summary>How deep the members of parts lie.</summary>
    private const int MembersOfParts = 4;

    private readonly MessageReader _reader;
    private readonly Utf8Text _utf8;
    private readonly ReadOnlySpan<byte> _json;
    private FormRecorder? _recorder;
    private int _at;

    /// <summary>Where the string that was read last begins.</summary>
    private int _textStart;

    private ConventionMessages(MessageReader reader, Utf8Text utf8)
    {
        _reader = reader;
        _utf8 = utf8;
        _json = utf8.Span;
    }

    /// <summary>False when it is anything else than a list of one or more messages in this form.</summary>
    public static bool TryRead(MessageReader reader, Utf8Text utf8, [NotNullWhen(true)] out List<Message>? messages)
    {
        messages = null;
        var json = new ConventionMessages(reader, utf8);
        if (!json.TryOpen((byte)'['))
        {
            return false;
        }

        messages = reader.Tape.AddMessages();
        var isEnd = false;
        while (!isEnd)
        {
            var message = reader.Tape.AddMessage(Role.User);
            messages.Add(message);
            if (!json.TryReadMessage(message) || !json.TrySeparate((byte)']', out isEnd))
            {
                return false;
            }
        }

        return json.SkipWhiteSpace() == json._json.Length;
    }

    private bool TryReadMessage(Message message)
    {
        var start = SkipWhiteSpace();
        if (_reader.Forms.TryRead(_reader.Tape, _utf8, ref _at, message))
        {
            SingleMessageReader.Complete(_reader, message);
            return true;
        }

        _recorder = _reader.Forms.BeginLearning();
        if (!TryReadMembers(message))
        {
            return false;
        }

        if (_recorder?.End(_json, start, _at, message.Role) is { } form)
        {
            _reader.Forms.Learn(form);
        }

        SingleMessageReader.Complete(_reader, message);
        return true;
    }

    private bool TryReadMembers(Message message)
    {
        var hasParts = false;
        var isEnd = false;
        if (!TryOpen((byte)'{'))
        {
            return false;
        }

        while (!isEnd)
        {
            var isRead = false;
            switch (ReadName())
            {
                case MessageMembers.Role:
                    isRead = message.RoleName.IsEmpty & TryReadText(out var role);
                    message.RoleName = role;
                    _recorder?.RoleName(_textStart, _at, role);
                    break;
                case MessageMembers.Parts:
                    isRead = !hasParts && TryReadParts(message);
                    hasParts = true;
                    break;
                case MessageMembers.FinishReason:
                    isRead = message.Finish.IsEmpty & TryReadText(out var finish);
                    message.Finish = finish;
                    _recorder?.Finish(_textStart, _at, finish);
                    break;
                default:
                    break;
            }

            if (!isRead || !TrySeparate((byte)'}', out isEnd))
            {
                return false;
            }
        }

        if (message.RoleName.IsEmpty || !hasParts)
        {
            return false;
        }

        message.Role = Roles.TryParse(message.RoleName.Span, out var known) ? known : Role.Other;
        return true;
    }

    private bool TryReadParts(Message message)
    {
        if (!TryOpen((byte)'['))
        {
            return false;
        }

        var isEnd = SkipWhiteSpace() < _json.Length && _json[_at] == (byte)']';
        _at += isEnd ? 1 : 0;
        while (!isEnd)
        {
            if (!TryReadPart(message) || !TrySeparate((byte)']', out isEnd))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadPart(Message message)
    {
        Utf8Text type = default, content = default, id = default, name = default;
        int contentPlace = -1, idPlace = -1, namePlace = -1;
        var members = MessageMembers.None;
        var isEnd = false;
        if (!TryOpen((byte)'{'))
        {
            return false;
        }

        while (!isEnd)
        {
            var member = ReadName();
            var isRead = member switch
            {
                MessageMembers.Type => TryReadType(out type),
                MessageMembers.Content => TryReadText(out content, out contentPlace),
                MessageMembers.Id => TryReadText(out id, out idPlace),
                MessageMembers.Name => TryReadText(out name, out namePlace),
                MessageMembers.Arguments or MessageMembers.Response => TrySkipValue(),
                _ => false,
            };
            if (!isRead || (members & member) != 0 || !TrySeparate((byte)'}', out isEnd))
            {
                return false;
            }

            members |= member;
        }

        if (MessageParts.KindOf(members, type) is not { } kind)
        {
            return false;
        }

        MessageParts.Add(message, kind, content, id, name);
        _recorder?.Part(new FormPart(kind, contentPlace, idPlace, namePlace));
        return true;
    }

    private bool TryOpen(byte bracket)
    {
        var isOpen = SkipWhiteSpace() < _json.Length && _json[_at] == bracket;
        _at++;
        return isOpen;
    }

    /// <summary>The name of a member, and the colon behind it; none where they are not there, or the conventions have no such member.</summary>
    private MessageMembers ReadName()
    {
        if (SkipWhiteSpace() == _json.Length || _json[_at] != (byte)'"')
        {
            return MessageMembers.None;
        }

        // Names are short, and those that are looked for hold no escape.
        var rest = _json.Slice(_at + 1);
        var length = 0;
        while (length < rest.Length && rest[length] != (byte)'"')
        {
            length++;
        }

        var member = MessageMember.Of(rest.Slice(0, length));
        _at += length + 2;
        return SkipWhiteSpace() < _json.Length && _json[_at++] == (byte)':' ? member : MessageMembers.None;
    }

    private bool TryReadText(out Utf8Text text)
    {
        text = default;
        _textStart = SkipWhiteSpace();
        return _at < _json.Length && _json[_at] == (byte)'"' && JsonValueReader.TryReadText(_reader.Tape, _utf8, ref _at, out text);
    }

    private bool TryReadText(out Utf8Text text, out int place)
    {
        place = -1;
        if (!TryReadText(out text))
        {
            return false;
        }

        place = _recorder?.Place(_textStart, _at, isSkipped: false) ?? -1;
        return true;
    }

    private bool TryReadType(out Utf8Text type)
    {
        if (!TryReadText(out type))
        {
            return false;
        }

        _ = _recorder?.Constant(_textStart, _at, type);
        return true;
    }

    private bool TrySkipValue()
    {
        var start = SkipWhiteSpace();
        if (!TrySkipValue(_reader.Tape, _utf8, ref _at))
        {
            return false;
        }

        _ = _recorder?.Place(start, _at, isSkipped: true);
        return true;
    }

    /// <summary>Moves behind the value of a member of a part, which nobody reads; false when it is not valid.</summary>
    public static bool TrySkipValue(ValueTape tape, Utf8Text utf8, ref int at)
    {
        var json = utf8.Span;
        if (at == json.Length)
        {
            return false;
        }

        if (json[at] != (byte)'"')
        {
            return JsonValueReader.TrySkip(tape, utf8, MembersOfParts, ref at);
        }

        var end = JsonTexts.FindEnd(json, at + 1, out _);
        at = end + 1;
        return end >= 0;
    }

    /// <summary>A comma, or the end of the container.</summary>
    private bool TrySeparate(byte end, out bool isEnd)
    {
        isEnd = false;
        if (SkipWhiteSpace() == _json.Length)
        {
            return false;
        }

        var separator = _json[_at++];
        isEnd = separator == end;
        return isEnd || separator == (byte)',';
    }

    private int SkipWhiteSpace() => _at = JsonValueReader.SkipWhiteSpace(_json, _at);
}
