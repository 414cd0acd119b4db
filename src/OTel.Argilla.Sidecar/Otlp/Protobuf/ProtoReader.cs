using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>
/// Walks over the fields of one protobuf message within a larger one. Checks every length against the message it stands in, so that malformed input
/// ends with an error and never reads beyond. Offsets count from the start of the whole.
/// </summary>
internal ref struct ProtoReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _end;

    public ProtoReader(ReadOnlySpan<byte> data)
        : this(data, 0, data.Length)
    {
    }

    private ProtoReader(ReadOnlySpan<byte> data, int start, int end)
    {
        _data = data;
        Position = start;
        _end = end;
    }

    public int Position { get; private set; }

    public readonly int Remaining => _end - Position;

    /// <summary>The next field's tag; false at the end of the message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadTag(out uint tag)
    {
        if (Position == _end)
        {
            tag = 0;
            return false;
        }

        tag = _data[Position];
        if (tag is >= 8 and < 0x80)
        {
            Position++;
        }
        else
        {
            tag = ReadLongTag();
        }

        return true;
    }

    /// <summary>A number; most have one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint() => Position < _end && _data[Position] < 0x80 ? _data[Position++] : ReadLongVarint();

    private ulong ReadLongVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (Position == _end)
            {
                throw Error("the protobuf message ends within a number");
            }

            var next = _data[Position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Error("a number of more than ten bytes is no protobuf");
    }

    public ulong ReadFixed64()
    {
        Need(8);
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_data.Slice(Position, 8));
        Position += 8;
        return value;
    }

    public uint ReadFixed32()
    {
        Need(4);
        var value = BinaryPrimitives.ReadUInt32LittleEndian(_data.Slice(Position, 4));
        Position += 4;
        return value;
    }

    public void SkipFixed32()
    {
        Need(4);
        Position += 4;
    }

    /// <summary>The bytes of a text, of bytes, or of a message.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadLength();
        var bytes = _data.Slice(Position, length);
        Position += length;
        return bytes;
    }

    /// <summary>The message within this one that comes next. Its <see cref="Position"/> is where it begins.</summary>
    public ProtoReader ReadMessage()
    {
        var length = ReadLength();
        var message = new ProtoReader(_data, Position, Position + length);
        Position += length;
        return message;
    }

    /// <summary>The key of the <c>KeyValue</c> message that comes next, which is stepped over.</summary>
    public ReadOnlySpan<byte> ReadKey()
    {
        var pair = ReadMessage();

        // Nearly all are a key of less than 128 bytes and the value behind it.
        if (pair.Remaining >= 4 && _data[pair.Position] == Fields.Key && _data[pair.Position + 1] is < 0x80 and var length
            && new ProtoReader(_data, Math.Min(pair.Position + 2 + length, pair._end), pair._end) is var value && value.IsOneValue())
        {
            return _data.Slice(pair.Position + 2, length);
        }

        return new ProtoAttribute(pair).Key;
    }

    /// <summary>All that is left of this message.</summary>
    public readonly ReadOnlySpan<byte> ReadRest() => _data[Position.._end];

    /// <summary>Steps over a field that is not read.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="wireTypes">By number, how the fields of this message are laid out. A field beyond them is one that a later version added.</param>
    public void Skip(uint tag, ReadOnlySpan<byte> wireTypes)
    {
        var field = tag >> 3;
        if (field < wireTypes.Length && wireTypes[(int)field] is var expected and not WireType.None && expected != (tag & 7))
        {
            throw Error($"field {field} has wire type {tag & 7} where {expected} belongs: the data is corrupt, or of another signal or format");
        }

        switch ((byte)(tag & 7))
        {
            case WireType.Varint:
                ReadVarint();
                break;
            case WireType.Fixed64:
                Need(8);
                Position += 8;
                break;
            case WireType.Bytes:
                ReadBytes();
                break;
            case WireType.Fixed32:
                SkipFixed32();
                break;
            default:
                // Groups are long out of use, and nothing of OTLP has one. The brace that JSON begins with looks like the start of one.
                throw Error(tag == '{' ? "this is JSON, not protobuf" : $"wire type {tag & 7} cannot stand here: the data is corrupt, or no protobuf");
        }
    }

    public readonly OtlpException Error(string reason) => new(reason, Position);

    /// <summary>True when all that is left is the field of a value.</summary>
    private readonly bool IsOneValue()
    {
        if (Remaining < 2 || _data[Position] != Fields.Value)
        {
            return false;
        }

        int first = _data[Position + 1];
        return first < 0x80 ? Remaining == 2 + first
            : Remaining > 3 && _data[Position + 2] is < 0x80 and var second && Remaining == 3 + (first & 0x7F) + (second << 7);
    }

    private uint ReadLongTag()
    {
        // Fields from number 16 on have tags of two bytes.
        if (Remaining >= 2 && _data[Position + 1] is > 0 and < 0x80 and var second && _data[Position] >= 0x80)
        {
            var tag = (_data[Position] & 0x7Fu) | ((uint)second << 7);
            Position += 2;
            return tag;
        }

        var value = ReadVarint();
        if (value > uint.MaxValue || value < 8)
        {
            throw Error("this is no field of a protobuf message");
        }

        return (uint)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadLength()
    {
        ulong length;
        if (Position < _end && _data[Position] < 0x80)
        {
            length = _data[Position++];
        }
        else
        {
            length = ReadVarint();
        }

        if (length > (ulong)(_end - Position))
        {
            throw Error($"a field of {length} bytes does not fit into the {_end - Position} that are left: the data is cut off or corrupt");
        }

        return (int)length;
    }

    private readonly void Need(int bytes)
    {
        if (_end - Position < bytes)
        {
            throw Error("the protobuf message ends within a field");
        }
    }
}
