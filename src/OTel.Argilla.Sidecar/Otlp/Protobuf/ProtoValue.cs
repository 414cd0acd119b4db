using System.Text;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>A text, list or bytes in an <c>AnyValue</c> that was checked before. Texts go from here to the message reader without a copy.</summary>
internal sealed class ProtoValue : DeferredValue, ITapeValue
{
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly uint _kind;

    private ProtoValue(uint kind, ReadOnlyMemory<byte> bytes)
    {
        _kind = kind;
        _bytes = bytes;
    }

    public override int EstimatedBytes => 48 + _bytes.Length;

    /// <summary>The value of this message: a number or Boolean as it is, all else still encoded; null when it is unset.</summary>
    public static object? From(ReadOnlyMemory<byte> anyValue)
    {
        var reader = new ProtoReader(anyValue.Span);
        object? value = null;
        // A oneof: of several the last counts.
        while (reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.BoolValue:
                    value = reader.ReadVarint() != 0 ? True : False;
                    break;
                case Fields.IntValue:
                    value = (long)reader.ReadVarint();
                    break;
                case Fields.DoubleValue:
                    value = BitConverter.UInt64BitsToDouble(reader.ReadFixed64());
                    break;
                case Fields.StringValue or Fields.BytesValue or Fields.ArrayValue or Fields.KvlistValue:
                    var content = reader.ReadMessage();
                    value = new ProtoValue(tag, anyValue.Slice(content.Position, content.Remaining));
                    break;
                default:
                    reader.Skip(tag, Fields.OfValue);
                    break;
            }
        }

        return value;
    }

    public override object? Resolve() => _kind switch
    {
        Fields.StringValue => Encoding.UTF8.GetString(_bytes.Span),
        // Bytes that are a text are read as one: nothing in a prompt is of use otherwise.
        Fields.BytesValue => EncodedText.IsText(_bytes.Span) ? Encoding.UTF8.GetString(_bytes.Span) : null,
        Fields.ArrayValue => ResolveTexts() ?? (object)this,
        _ => this,
    };

    public override bool MayHold(ReadOnlySpan<byte> word) => _bytes.Span.IndexOf(word) >= 0;

    public bool TryAddTo(ValueTape tape) => TryAdd(tape, depth: 0);

    private static bool TryAddItem(ValueTape tape, object? item, int depth)
    {
        if (item is ProtoValue value)
        {
            return value.TryAdd(tape, depth + 1);
        }

        EncodedText.AddScalar(tape, item);
        return true;
    }

    private bool TryAdd(ValueTape tape, int depth)
    {
        switch (_kind)
        {
            case Fields.StringValue:
                EncodedText.Add(tape, _bytes);
                return true;
            case Fields.BytesValue:
                return EncodedText.TryAddBytes(tape, _bytes);
            case Fields.ArrayValue when depth < OtlpLimits.MaxValueDepth:
                AddArray(tape, depth);
                return true;
            case Fields.KvlistValue when depth < OtlpLimits.MaxValueDepth:
                AddObject(tape, depth);
                return true;
            default:
                return false;
        }
    }

    /// <summary>An array of texts only, as .NET instrumentation hands it over; null when it holds something else.</summary>
    private string[]? ResolveTexts()
    {
        var texts = new List<string>();
        var list = new ProtoReader(_bytes.Span);
        while (list.TryReadTag(out var tag))
        {
            if (tag != Fields.ListItem)
            {
                list.Skip(tag, Fields.OfList);
                continue;
            }

            if (From(Slice(list.ReadMessage())) is not ProtoValue { _kind: Fields.StringValue } text)
            {
                return null;
            }

            texts.Add((string)text.Resolve()!);
        }

        return [.. texts];
    }

    private void AddArray(ValueTape tape, int depth)
    {
        var container = tape.Add(ValueKind.Array, default);
        var children = 0;
        var list = new ProtoReader(_bytes.Span);
        while (list.TryReadTag(out var tag))
        {
            if (tag == Fields.ListItem)
            {
                children += TryAddItem(tape, From(Slice(list.ReadMessage())), depth) ? 1 : 0;
            }
            else
            {
                list.Skip(tag, Fields.OfList);
            }
        }

        tape.Close(container, children);
    }

    private void AddObject(ValueTape tape, int depth)
    {
        var container = tape.Add(ValueKind.Object, default);
        var children = 0;
        var list = new ProtoReader(_bytes.Span);
        while (list.TryReadTag(out var tag))
        {
            if (tag != Fields.ListItem)
            {
                list.Skip(tag, Fields.OfList);
                continue;
            }

            var member = new ProtoAttribute(list.ReadMessage());
            var mark = tape.Mark;
            EncodedText.AddName(tape, member.Key);
            if (TryAddItem(tape, member.HasValue ? From(Slice(member.Value)) : null, depth))
            {
                children++;
            }
            else
            {
                tape.Rewind(mark);
            }
        }

        tape.Close(container, children);
    }

    private ReadOnlyMemory<byte> Slice(ProtoReader message) => _bytes.Slice(message.Position, message.Remaining);
}
