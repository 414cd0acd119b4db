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
    private int _at;

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
                case Members.Role:
                    isRead = message.RoleName.IsEmpty & TryReadText(out var role);
                    message.RoleName = role;
                    break;
                case Members.Parts:
                    isRead = !hasParts && TryReadParts(message);
                    hasParts = true;
                    break;
                case Members.FinishReason:
                    isRead = message.Finish.IsEmpty & TryReadText(out var finish);
                    message.Finish = finish;
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
            var member = ReadName();
            var isRead = member switch
            {
                Members.Type => TryReadText(out type),
                Members.Content => TryReadText(out content),
                Members.Id => TryReadText(out id),
                Members.Name => TryReadText(out name),
                Members.Arguments or Members.Response => TrySkipValue(),
                _ => false,
            };
            if (!isRead || (members & member) != 0 || !TrySeparate((byte)'}', out isEnd))
            {
                return false;
            }

            members |= member;
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

    /// <summary>The name of a member, and the colon behind it; none where they are not there, or the conventions have no such member.</summary>
    private Members ReadName()
    {
        if (SkipWhiteSpace() == _json.Length || _json[_at] != (byte)'"')
        {
            return Members.None;
        }

        // Names are short, and those that are looked for hold no escape.
        var rest = _json.Slice(_at + 1);
        var length = 0;
        while (length < rest.Length && rest[length] != (byte)'"')
        {
            length++;
        }

        var member = MemberOf(rest.Slice(0, length));
        _at += length + 2;
        return SkipWhiteSpace() < _json.Length && _json[_at++] == (byte)':' ? member : Members.None;
    }

    private static Members MemberOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => Members.Id,
        4 when name.SequenceEqual("type"u8) => Members.Type,
        4 when name.SequenceEqual("role"u8) => Members.Role,
        4 when name.SequenceEqual("name"u8) => Members.Name,
        5 when name.SequenceEqual("parts"u8) => Members.Parts,
        7 when name.SequenceEqual("content"u8) => Members.Content,
        8 when name.SequenceEqual("response"u8) => Members.Response,
        9 when name.SequenceEqual("arguments"u8) => Members.Arguments,
        13 when name.SequenceEqual("finish_reason"u8) => Members.FinishReason,
        _ => Members.None,
    };

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

    /// <summary>The members that messages and their parts have.</summary>
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
        Role = 64,
        Parts = 128,
        FinishReason = 256,
    }
}
