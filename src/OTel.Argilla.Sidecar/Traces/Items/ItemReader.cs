using System.Buffers.Binary;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces.Items;

/// <summary>
/// Reads what an <see cref="ItemWriter"/> has written, item by item. Reused. A chunk comes from a disk: whatever stands in it, nothing beyond it is read.
/// </summary>
internal sealed class ItemReader
{
    private readonly List<TraceId> _units = [];
    private byte[] _chunk = [];
    private ByteSource? _source;
    private int _position;
    private int _end;
    private byte _tag;
    private OtlpSpanHead _head;
    private long _time;
    private string _name = string.Empty;
    private int _offset;
    private int _length;

    /// <summary>What the current item is of.</summary>
    public int Unit { get; private set; }

    public TraceId TraceId => _head.TraceId;

    public SpanId SpanId => _head.SpanId;

    /// <summary>Where a span or link belongs.</summary>
    public SpanPlace Place => new(_head.ParentSpanId, _head.IsError, _head.IsParentLocal);

    private OtlpFormat Format => (_tag & ItemTag.IsJson) != 0 ? OtlpFormat.Json : OtlpFormat.Protobuf;

    /// <summary>Goes to the beginning of a chunk.</summary>
    /// <param name="chunk">The chunk; not changed while spans and log records of it are used.</param>
    /// <param name="length">How much of the array it takes.</param>
    /// <param name="source">Where spans and log records shall read their bytes; null for the array itself.</param>
    /// <exception cref="InvalidDataException">This is no chunk.</exception>
    public void Open(byte[] chunk, int length, ByteSource? source = null)
    {
        (_chunk, _end, _source, _position) = (chunk, length, source, 0);
        _units.Clear();
        _head = new OtlpSpanHead { Name = string.Empty, ScopeName = string.Empty };
        Unit = -1;
        if (length > 0 && chunk[_position++] != ItemWriter.Version)
        {
            throw new InvalidDataException("The chunk was written by another version, or is damaged.");
        }
    }

    /// <summary>Goes to the next item that is not said of others.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public ItemKind Read()
    {
        while (_position < _end)
        {
            _tag = _chunk[_position++];
            switch ((ItemKind)(_tag & ItemTag.KindMask))
            {
                case ItemKind.Resource:
                    ReadResource();
                    break;
                case ItemKind.Scope:
                    _head.ScopeName = ReadText();
                    break;
                case ItemKind.Link:
                    ReadIds();
                    ReadPlace();
                    return ItemKind.Link;
                case ItemKind.Record:
                    ReadIds();
                    return ItemKind.Record;
                case ItemKind.Log:
                    ReadIds();
                    _time = ReadFixed();
                    _name = ReadText();
                    ReadBytes();
                    return ItemKind.Log;
                case ItemKind.Span:
                    ReadIds();
                    ReadPlace();
                    ReadSpan();
                    return ItemKind.Span;
                default:
                    throw Damaged();
            }
        }

        return ItemKind.None;
    }

    /// <summary>The current log record.</summary>
    public OtlpLogEvent ToLog() => new(_name, _time, Format, CurrentBytes());

    /// <summary>The current GenAI span.</summary>
    public OtlpSpan ToSpan() => new(_head, Format, CurrentBytes());

    private ItemBytes CurrentBytes() =>
        _source is null ? new ItemBytes(_chunk.AsMemory(_offset, _length)) : new ItemBytes(_source, _offset, _length);

    private void ReadResource()
    {
        var service = ReadText();
        ReadBytes();
        _head.Resource = new OtlpResource((_tag & ItemTag.HasParent) != 0 ? service : null, Format, CurrentBytes());
    }

    private void ReadIds()
    {
        if ((_tag & ItemTag.SameUnit) != 0)
        {
            if (Unit < 0)
            {
                throw Damaged();
            }
        }
        else
        {
            ReadUnit();
        }

        _head.SpanId = SpanId.From(Take(8));
    }

    private void ReadUnit()
    {
        var unit = ReadNumber();
        if (unit > (ulong)_units.Count)
        {
            throw Damaged();
        }

        Unit = (int)unit;
        if (Unit == _units.Count)
        {
            _units.Add(TraceId.From(Take(16)));
        }

        _head.TraceId = _units[Unit];
    }

    private void ReadPlace()
    {
        _head.IsError = (_tag & ItemTag.IsError) != 0;
        _head.IsParentLocal = (_tag & ItemTag.IsParentLocal) != 0;
        _head.ParentSpanId = (_tag & ItemTag.HasParent) != 0 ? SpanId.From(Take(8)) : default;
    }

    private void ReadSpan()
    {
        _head.StartUnixNano = ReadFixed();
        var time = ReadNumber();
        _head.EndUnixNano = unchecked(_head.StartUnixNano + ((long)(time >> 1) ^ -(long)(time & 1)));
        _head.Name = ReadText();
        ReadBytes();
    }

    private long ReadFixed() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    private string ReadText() => NameTable.Get(Take(ReadLength()));

    private void ReadBytes()
    {
        _length = ReadLength();
        _offset = _position;
        Take(_length);
    }

    private int ReadLength() => (int)Math.Min(ReadNumber(), int.MaxValue);

    private ulong ReadNumber()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && _position < _end; shift += 7)
        {
            var next = _chunk[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _end - _position)
        {
            throw Damaged();
        }

        _position += length;
        return _chunk.AsSpan(_position - length, length);
    }

    private static InvalidDataException Damaged() => new("The chunk is damaged.");
}
