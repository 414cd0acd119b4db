namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Storage of structured values and texts while one trace is looked at. A value is a run of nodes: a container, then its children in
/// order (of an object: name, value, name, value …), so that a walk goes forward over one array. Not thread-safe; reset and used again.
/// </summary>
internal sealed class ValueTape
{
    /// <summary>Deeper nesting is refused: it is hostile, and recursion over it would end the process.</summary>
    internal const int MaxDepth = 128;

    /// <summary>What a huge trace needed is not kept for the small ones that follow.</summary>
    private const int MostKeptMessages = 1024;
    private const int MostKeptLists = 64;

    private readonly List<Message> _messages = [];
    private readonly List<List<Message>> _lists = [];
    private Node[] _nodes = new Node[256];
    private int _count;
    private int _messageCount;
    private int _listCount;

    internal Utf8Arena Arena { get; } = new();

    /// <summary>A text node that holds this text.</summary>
    public Value AddText(ReadOnlySpan<char> text) => AddText(Arena.Copy(text));

    /// <summary>A text node that holds this UTF-8, which must stay valid as long as the tape's contents.</summary>
    public Value AddText(ReadOnlyMemory<byte> utf8) => new(this, Add(ValueKind.Text, new Utf8Text(utf8)));

    /// <inheritdoc cref="AttributeValueReader.Read"/>
    public Value AddAttribute(object? attributeValue) => AttributeValueReader.Read(this, attributeValue);

    /// <summary>Parses JSON. False, and an absent value, when it is not valid JSON from end to end.</summary>
    public bool TryParseJson(ReadOnlyMemory<byte> utf8, out Value value) => JsonValueReader.TryRead(this, new Utf8Text(utf8), out value);

    /// <summary>A message that lives as long as the tape's contents: messages are used again, with their lists.</summary>
    public Message AddMessage(Role role)
    {
        if (_messageCount == _messages.Count)
        {
            _messages.Add(new Message());
        }

        var message = _messages[_messageCount++];
        message.Role = role;
        return message;
    }

    /// <summary>An empty list of messages that lives as long as they do.</summary>
    public List<Message> AddMessages()
    {
        if (_listCount == _lists.Count)
        {
            _lists.Add([]);
        }

        return _lists[_listCount++];
    }

    /// <summary>Makes one text of several, with a separator between them.</summary>
    public Utf8Text Join(IReadOnlyList<Utf8Text> parts, ReadOnlySpan<byte> separator)
    {
        switch (parts.Count)
        {
            case 0:
                return default;
            case 1:
                return parts[0];
        }

        var length = separator.Length * (parts.Count - 1);
        for (var i = 0; i < parts.Count; i++)
        {
            length += parts[i].Span.Length;
        }

        var room = Arena.Reserve(length).Span;
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                separator.CopyTo(room);
                room = room.Slice(separator.Length);
            }

            parts[i].Span.CopyTo(room);
            room = room.Slice(parts[i].Span.Length);
        }

        return new Utf8Text(Arena.Commit(length));
    }

    /// <summary>Forgets everything; all values and texts of this tape become invalid.</summary>
    public void Reset()
    {
        Array.Clear(_nodes, 0, _count);
        _count = 0;
        for (var i = 0; i < _messageCount; i++)
        {
            _messages[i].Clear();
        }

        if (_messages.Count > MostKeptMessages)
        {
            _messages.RemoveRange(MostKeptMessages, _messages.Count - MostKeptMessages);
        }

        _messageCount = 0;
        for (var i = 0; i < _listCount; i++)
        {
            _lists[i].Clear();
        }

        if (_lists.Count > MostKeptLists)
        {
            _lists.RemoveRange(MostKeptLists, _lists.Count - MostKeptLists);
        }

        _listCount = 0;
        Arena.Reset();
    }

    /// <summary>Number of nodes: a mark to go back to with <see cref="Rewind"/>.</summary>
    internal int Mark => _count;

    /// <summary>Takes back the nodes added since the mark, when what they were read from turned out to be invalid.</summary>
    internal void Rewind(int mark)
    {
        Array.Clear(_nodes, mark, _count - mark);
        _count = mark;
    }

    internal int Add(ValueKind kind, Utf8Text text)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        _nodes[_count] = new Node { Kind = kind, Text = text, End = _count + 1 };
        return _count++;
    }

    /// <summary>Closes a container: what was added since belongs to it.</summary>
    internal void Close(int container, int children)
    {
        _nodes[container].End = _count;
        _nodes[container].Children = children;
    }

    internal ValueKind KindOf(int index) => _nodes[index].Kind;

    internal int CountOf(int index) => _nodes[index].Children;

    internal Utf8Text TextOf(int index) => _nodes[index].Text;

    /// <summary>Position of the value of an object's member (the last, if its name repeats); -1 when there is none.</summary>
    internal int Find(int container, ReadOnlySpan<byte> name)
    {
        var found = -1;
        if (_nodes[container].Kind != ValueKind.Object)
        {
            return found;
        }

        var end = _nodes[container].End;
        for (var at = container + 1; at < end; at = _nodes[at + 1].End)
        {
            ref readonly var text = ref _nodes[at].Text;
            if (text.Length == name.Length && text.Is(name))
            {
                found = at + 1;
            }
        }

        return found;
    }

    internal (int First, int End) ChildrenOf(int index) => (index + 1, _nodes[index].End);

    internal int NextSibling(int index) => _nodes[index].End;

    internal Utf8Text ToJson(Value value) => JsonValueWriter.Write(this, value);

    private struct Node
    {
        public Utf8Text Text;
        public int End;
        public int Children;
        public ValueKind Kind;
    }
}
