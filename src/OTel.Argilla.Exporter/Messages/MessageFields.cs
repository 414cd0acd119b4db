namespace OTel.Argilla.Exporter.Messages;

/// <summary>The members that make an object a message, found in one pass over it.</summary>
internal struct MessageFields
{
    // Positions on the tape, 0 for what is absent: this is copied about, and there are many.
    private ValueTape? _tape;
    private int _role;
    private int _type;
    private int _name;
    private int _content;
    private int _contents;
    private int _parts;
    private int _finish;
    private int _index;
    private int _refusal;
    private int _toolCalls;
    private int _functionCall;
    private int _toolCallId;
    private int _callId;
    private int _id;
    private int _arguments;
    private int _output;
    private int _data;
    private int _message;
    private int _meta;
    private int _source;
    private int _langChain;
    private int _langChainArguments;
    private int _additionalArguments;

    public readonly Value Role => At(_role);

    public readonly Value Type => At(_type);

    public readonly Value Name => At(_name);

    public readonly Value Content => At(_content);

    public readonly Value Contents => At(_contents);

    public readonly Value Parts => At(_parts);

    public readonly Value Finish => At(_finish);

    public readonly Value Index => At(_index);

    public readonly Value Refusal => At(_refusal);

    public readonly Value ToolCalls => At(_toolCalls);

    public readonly Value FunctionCall => At(_functionCall);

    public readonly Value ToolCallId => At(_toolCallId);

    public readonly Value CallId => At(_callId);

    public readonly Value Id => At(_id);

    public readonly Value Arguments => At(_arguments);

    public readonly Value Output => At(_output);

    public readonly Value Data => At(_data);

    public readonly Value Message => At(_message);

    public readonly Value Meta => At(_meta);

    /// <summary>Who speaks, in AutoGen: <c>user</c>, or the name of an agent.</summary>
    public readonly Value Source => At(_source);

    public readonly Value LangChain => At(_langChain);

    public readonly Value LangChainArguments => At(_langChainArguments);

    public readonly Value AdditionalArguments => At(_additionalArguments);

    public int Count { get; private set; }

    public static MessageFields Of(Value value)
    {
        var fields = new MessageFields { _tape = value.Tape };
        foreach (var member in value.Members)
        {
            fields.Count++;
            fields.Take(member.Name.Span, member.Value);
        }

        return fields;
    }

    private void Take(ReadOnlySpan<byte> name, Value value)
    {
        switch (name.Length)
        {
            case 2:
                Set(name, "id"u8, value, ref _id);
                Set(name, "lc"u8, value, ref _langChain);
                break;
            case 4:
                Set(name, "role"u8, value, ref _role);
                Set(name, "type"u8, value, ref _type);
                Set(name, "name"u8, value, ref _name);
                Set(name, "data"u8, value, ref _data);
                Set(name, "meta"u8, value, ref _meta);
                break;
            case 5:
                Set(name, "parts"u8, value, ref _parts);
                Set(name, "index"u8, value, ref _index);
                break;
            case 6:
                Set(name, "kwargs"u8, value, ref _langChainArguments);
                Set(name, "output"u8, value, ref _output);
                Set(name, "source"u8, value, ref _source);
                break;
            case 7:
                Set(name, "content"u8, value, ref _content);
                Set(name, "message"u8, value, ref _message);
                Set(name, "refusal"u8, value, ref _refusal);
                Set(name, "call_id"u8, value, ref _callId);
                break;
            case 8:
                Set(name, "contents"u8, value, ref _contents);
                break;
            case 9:
                Set(name, "arguments"u8, value, ref _arguments);
                break;
            case 10:
                Set(name, "tool_calls"u8, value, ref _toolCalls);
                break;
            case 12:
                Set(name, "finishReason"u8, value, ref _finish);
                Set(name, "tool_call_id"u8, value, ref _toolCallId);
                break;
            case 13:
                Set(name, "finish_reason"u8, value, ref _finish);
                Set(name, "function_call"u8, value, ref _functionCall);
                break;
            case 17:
                Set(name, "additional_kwargs"u8, value, ref _additionalArguments);
                break;
        }
    }

    private readonly void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted, Value value, ref int field)
    {
        // Of two spellings the one that says something counts.
        if (name.SequenceEqual(wanted) && (At(field).IsNothing || !value.IsNothing))
        {
            field = value.Index;
        }
    }

    private readonly Value At(int position) => position == 0 ? default : new Value(_tape!, position);
}
