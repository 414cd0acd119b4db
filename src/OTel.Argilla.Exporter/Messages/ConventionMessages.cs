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
    private int _at;

    private ConventionMessages(MessageReader reader, Utf8Text utf8)
    {
        _reader = reader;
        _utf8 = utf8;
        _json = utf8.Span;
    }

    /// <summary>False when it is anything else than a list of one or more messages in this form.</summary>
    public static bool TryRead(MessageReader reader, Utf8Text utf8, out List<Message> messages)
    {
        messages = [];
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
        var hasParts = false;
        var isEnd = false;
        if (!TryOpen((byte)'{'))
        {
            return false;
        }

        while (!isEnd)
        {
            if (!TryReadName(out var name))
            {
                return false;
            }

            var isRead = false;
            if (name.SequenceEqual("role"u8))
            {
                isRead = message.RoleName.IsEmpty & TryReadText(out var role);
                message.RoleName = role;
            }
            else if (name.SequenceEqual("parts"u8))
            {
                isRead = !hasParts && TryReadParts(message);
                hasParts = true;
            }
            else if (name.SequenceEqual("finish_reason"u8))
            {
                isRead = message.Finish.IsEmpty & TryReadText(out var finish);
                message.Finish = finish;
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
        SingleMessageReader.Complete(_reader, message);
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
        var members = Members.None;
        var isEnd = false;
        if (!TryOpen((byte)'{'))
        {
            return false;
        }

        while (!isEnd)
        {
            if (!TryReadName(out var member))
            {
                return false;
            }

            var (read, isRead) = (Members.None, false);
            if (member.SequenceEqual("type"u8))
            {
                (read, isRead) = (Members.Type, TryReadText(out type));
            }
            else if (member.SequenceEqual("content"u8))
            {
                (read, isRead) = (Members.Content, TryReadText(out content));
            }
            else if (member.SequenceEqual("id"u8))
            {
                (read, isRead) = (Members.Id, TryReadText(out id));
            }
            else if (member.SequenceEqual("name"u8))
            {
                (read, isRead) = (Members.Name, TryReadText(out name));
            }
            else if (member.SequenceEqual("arguments"u8))
            {
                (read, isRead) = (Members.Arguments, TrySkipValue());
            }
            else if (member.SequenceEqual("response"u8))
            {
                (read, isRead) = (Members.Response, TrySkipValue());
            }

            if (!isRead || (members & read) != 0 || !TrySeparate((byte)'}', out isEnd))
            {
                return false;
            }

            members |= read;
        }

        return TryAdd(message, members, type, content, id, name);
    }

    private static bool TryAdd(Message message, Members members, Utf8Text type, Utf8Text content, Utf8Text id, Utf8Text name)
    {
        if (members == (Members.Type | Members.Content) && type.Is("text"u8))
        {
            message.Texts.Add(content);
            return true;
        }

        if ((members & Members.Content) != 0)
        {
            return false;
        }

        if ((members & Members.Response) == 0 && type.Is("tool_call"u8))
        {
            message.Calls.Add(new ToolCall(id, name));
            return true;
        }

        if ((members & (Members.Name | Members.Arguments)) == 0 && type.Is("tool_call_response"u8))
        {
            message.Results.Add(id);
            return true;
        }

        return false;
    }

    private bool TryOpen(byte bracket)
    {
        var isOpen = SkipWhiteSpace() < _json.Length && _json[_at] == bracket;
        _at++;
        return isOpen;
    }

    /// <summary>The name of a member, and the colon behind it.</summary>
    private bool TryReadName(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (SkipWhiteSpace() == _json.Length || _json[_at] != (byte)'"')
        {
            return false;
        }

        var start = _at + 1;
        var end = JsonTexts.FindEnd(_json, start, out var traits);
        if (end < 0 || traits != JsonTextTraits.None)
        {
            return false;
        }

        name = _json.Slice(start, end - start);
        _at = end + 1;
        return SkipWhiteSpace() < _json.Length && _json[_at++] == (byte)':';
    }

    private bool TryReadText(out Utf8Text text)
    {
        text = default;
        return SkipWhiteSpace() < _json.Length && _json[_at] == (byte)'"' && JsonValueReader.TryReadText(_reader.Tape, _utf8, ref _at, out text);
    }

    private bool TrySkipValue()
    {
        if (SkipWhiteSpace() == _json.Length)
        {
            return false;
        }

        if (_json[_at] != (byte)'"')
        {
            return JsonValueReader.TrySkip(_reader.Tape, _utf8, MembersOfParts, ref _at);
        }

        var end = JsonTexts.FindEnd(_json, _at + 1, out _);
        _at = end + 1;
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

    /// <summary>The members of a part that there were.</summary>
    [Flags]
    private enum Members
    {
        None = 0,
        Type = 1,
        Content = 2,
        Id = 4,
        Name = 8,
        Arguments = 16,
        Response = 32,
    }
}
