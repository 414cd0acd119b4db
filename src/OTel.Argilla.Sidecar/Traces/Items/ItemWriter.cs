using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces.Items;

/// <summary>
/// Writes what requests held into a chunk, which is read alone: everything that its items refer to is in it. Reused. Its items are of units, which are numbered
/// from zero: all that it holds of a trace is one unit, and a judgement, which may belong to another trace than it says, is one for itself.
/// </summary>
internal sealed class ItemWriter
{
    /// <summary>The first byte of every chunk.</summary>
    public const byte Version = 1;

    /// <summary>No item but its texts and bytes is longer than this.</summary>
    public const int MostFixed = 80;

    /// <summary>Of the attributes of a resource that is larger than this nothing is kept but its service name.</summary>
    private const int MostOfResource = 16 * 1024;

    private readonly UnitTable _units = new();
    private readonly bool _keepsResources;
    private readonly int _capacity;
    private byte[] _buffer;
    private int _length;
    private int _unit = -1;
    private TraceId _trace;
    private OtlpResource? _resource;
    private string? _service;
    private string? _scope;

    /// <param name="capacity">Room that it begins with.</param>
    /// <param name="keepsResources">Whether the attributes of resources are wanted, and not their service names alone.</param>
    public ItemWriter(int capacity, bool keepsResources)
    {
        _buffer = new byte[capacity];
        _capacity = capacity;
        _keepsResources = keepsResources;
    }

    /// <summary>How long the chunk is by now; 0 while there is nothing in it.</summary>
    public int Length => _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>At most so many bytes are added with the span.</summary>
    public static int MostOf(OtlpSpan span) =>
        (3 * MostFixed) + span.Length + (3 * (span.Name.Length + span.ScopeName.Length + (span.ServiceName?.Length ?? 0))) + Math.Min(MostOfResource, span.Resource?.Bytes.Length ?? 0);

    /// <summary>At most so many bytes are added with the log record.</summary>
    public static int MostOf(in OtlpLog log) => MostFixed + log.Event.Length + (3 * log.Event.Name.Length);

    /// <summary>Begins a new chunk.</summary>
    public void Clear()
    {
        if (_buffer.Length > 4 * _capacity)
        {
            // One large span must not keep much memory.
            _buffer = new byte[_capacity];
        }

        _length = 0;
        _unit = -1;
        _trace = default;
        _resource = null;
        _service = _scope = null;
        _units.Clear();
    }

    public void Add(in SpanLink link)
    {
        Reserve(0);
        Head(ItemKind.Link, Flags(link.ParentSpanId, link.IsError, link.IsParentLocal), UnitOf(link.TraceId, out var isNew), isNew, link.TraceId, link.SpanId);
        Parent(link.ParentSpanId);
    }

    public void Add(in OtlpLog log)
    {
        var bytes = log.Event.Bytes.Span;
        Reserve(bytes.Length + Encoding.UTF8.GetMaxByteCount(log.Event.Name.Length));
        var isJudgement = OtlpLogEvent.IsJudgement(log.Event.Name);
        var isNew = isJudgement;
        var unit = isJudgement ? _units.AddAlone(default) : UnitOf(log.TraceId, out isNew);
        Head(ItemKind.Log, log.Event.Format == OtlpFormat.Json ? ItemTag.IsJson : (byte)0, unit, isNew, log.TraceId, log.SpanId);
        Fixed(log.Event.TimeUnixNano);
        Text(log.Event.Name);
        Bytes(bytes);
        if (isJudgement)
        {
            // Nothing else is of its unit, of the same trace or not.
            _trace = default;
        }
    }

    public void Add(OtlpSpan span)
    {
        Sender(span);
        var bytes = span.Bytes.Span;
        Reserve(bytes.Length + Encoding.UTF8.GetMaxByteCount(span.Name.Length));
        var flags = (byte)(Flags(span.ParentSpanId, span.IsError, span.IsParentLocal) | (span.Format == OtlpFormat.Json ? ItemTag.IsJson : 0));
        Head(ItemKind.Span, flags, UnitOf(span.TraceId, out var isNew), isNew, span.TraceId, span.SpanId);
        Parent(span.ParentSpanId);
        Fixed(span.StartUnixNano);
        var time = span.EndUnixNano - span.StartUnixNano;
        Number((ulong)((time << 1) ^ (time >> 63)));
        Text(span.Name);
        Bytes(bytes);
    }

    /// <summary>Adds that a record was made that this span names. True when it begins a new unit.</summary>
    public bool AddRecord(TraceId trace, SpanId span, out int unit)
    {
        Reserve(0);
        unit = UnitOf(trace, out var isNew);
        Head(ItemKind.Record, 0, unit, isNew, trace, span);
        return isNew;
    }

    private static byte Flags(SpanId parent, bool isError, bool isParentLocal) => (byte)(
        (parent.IsDefault ? 0 : ItemTag.HasParent) | (isError ? ItemTag.IsError : 0) | (isParentLocal ? ItemTag.IsParentLocal : 0));

    /// <summary>Says which resource and scope the span is of, unless that is what the last one was of.</summary>
    private void Sender(OtlpSpan span)
    {
        var hasChanged = _keepsResources && !ReferenceEquals(span.Resource, _resource);
        if (hasChanged || span.ServiceName != _service)
        {
            var bytes = _keepsResources && span.Resource is { Bytes.Length: <= MostOfResource } known ? known.Bytes.Memory.Span : [];
            Reserve(bytes.Length + Encoding.UTF8.GetMaxByteCount(span.ServiceName?.Length ?? 0));
            _buffer[_length++] = (byte)((int)ItemKind.Resource | (span.ServiceName is null ? 0 : ItemTag.HasParent)
                | (span.Resource?.Format == OtlpFormat.Json ? ItemTag.IsJson : 0));
            Text(span.ServiceName ?? string.Empty);
            Bytes(bytes);
            (_resource, _service) = (span.Resource, span.ServiceName);
        }

        if (span.ScopeName != (_scope ?? string.Empty))
        {
            Reserve(Encoding.UTF8.GetMaxByteCount(span.ScopeName.Length));
            _buffer[_length++] = (byte)ItemKind.Scope;
            Text(span.ScopeName);
            _scope = span.ScopeName;
        }
    }

    private int UnitOf(TraceId trace, out bool isNew)
    {
        if (_unit >= 0 && trace == _trace)
        {
            isNew = false;
            return _unit;
        }

        return _units.Get(trace, out isNew);
    }

    private void Head(ItemKind kind, byte flags, int unit, bool isNew, TraceId trace, SpanId span)
    {
        var isSame = unit == _unit;
        _buffer[_length++] = (byte)((int)kind | flags | (isSame ? ItemTag.SameUnit : 0));
        if (!isSame)
        {
            Number((ulong)unit);
        }

        if (isNew)
        {
            trace.CopyTo(_buffer.AsSpan(_length));
            _length += 16;
        }

        span.CopyTo(_buffer.AsSpan(_length));
        _length += 8;
        (_unit, _trace) = (unit, trace);
    }

    private void Parent(SpanId parent)
    {
        if (!parent.IsDefault)
        {
            parent.CopyTo(_buffer.AsSpan(_length));
            _length += 8;
        }
    }

    private void Fixed(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += 8;
    }

    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _buffer[_length++] = (byte)(value | 0x80);
        }

        _buffer[_length++] = (byte)value;
    }

    private void Text(string text)
    {
        if (text.Length < 0x80 / 3)
        {
            var written = Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length + 1));
            _buffer[_length] = (byte)written;
            _length += 1 + written;
            return;
        }

        Number((ulong)Encoding.UTF8.GetByteCount(text));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number((ulong)bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        var needed = _length + MostFixed + bytes;
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));
            Debug.Assert(_buffer.Length >= needed, "a request is shorter than an array can be");
        }

        if (_length == 0)
        {
            _buffer[_length++] = Version;
        }
    }
}
