namespace OTel.Argilla.Exporter.Messages;

/// <summary>The members that make an object a message, found in one pass over it.</summary>
internal struct MessageFields
{
    public Value Role;
    public Value Type;
    public Value Name;
    public Value Content;
    public Value Contents;
    public Value Parts;
    public Value Finish;
    public Value Index;
    public Value Refusal;
    public Value ToolCalls;
    public Value FunctionCall;
    public Value ToolCallId;
    public Value CallId;
    public Value Id;
    public Value Arguments;
    public Value Output;
    public Value Data;
    public Value Message;
    public Value Meta;
    public Value LangChain;
    public Value LangChainArguments;
    public Value AdditionalArguments;
    public int Count;

    public static MessageFields Of(Value value)
    {
        var fields = default(MessageFields);
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
                Set(name, "id"u8, value, ref Id);
                Set(name, "lc"u8, value, ref LangChain);
                break;
            case 4:
                Set(name, "role"u8, value, ref Role);
                Set(name, "type"u8, value, ref Type);
                Set(name, "name"u8, value, ref Name);
                Set(name, "data"u8, value, ref Data);
                Set(name, "meta"u8, value, ref Meta);
                break;
            case 5:
                Set(name, "parts"u8, value, ref Parts);
                Set(name, "index"u8, value, ref Index);
                break;
            case 6:
                Set(name, "kwargs"u8, value, ref LangChainArguments);
                Set(name, "output"u8, value, ref Output);
                break;
            case 7:
                Set(name, "content"u8, value, ref Content);
                Set(name, "message"u8, value, ref Message);
                Set(name, "refusal"u8, value, ref Refusal);
                Set(name, "call_id"u8, value, ref CallId);
                break;
            case 8:
                Set(name, "contents"u8, value, ref Contents);
                break;
            case 9:
                Set(name, "arguments"u8, value, ref Arguments);
                break;
            case 10:
                Set(name, "tool_calls"u8, value, ref ToolCalls);
                break;
            case 12:
                Set(name, "finishReason"u8, value, ref Finish);
                Set(name, "tool_call_id"u8, value, ref ToolCallId);
                break;
            case 13:
                Set(name, "finish_reason"u8, value, ref Finish);
                Set(name, "function_call"u8, value, ref FunctionCall);
                break;
            case 17:
                Set(name, "additional_kwargs"u8, value, ref AdditionalArguments);
                break;
        }
    }

    private static void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted, Value value, ref Value field)
    {
        // Of two spellings the one that says something counts.
        if (name.SequenceEqual(wanted) && (field.IsNothing || !value.IsNothing))
        {
            field = value;
        }
    }
}
