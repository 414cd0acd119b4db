using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp.Json;
using OTel.Argilla.Sidecar.Otlp.Protobuf;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>
/// A log record as the bytes it came in. They are decoded when somebody asks for its content, and were checked before, so that this cannot fail. Two that
/// say the same are equal: the sender got no answer, and has sent again.
/// </summary>
internal sealed class OtlpLogEvent : SpanEvent
{
    /// <summary>What a log record costs besides its bytes.</summary>
    private const int FixedBytes = 96;

    private readonly ulong _content;
    private ItemBytes _bytes;
    private SpanEvent? _decoded;

    /// <param name="name">The event's name, which its scope may have given.</param>
    /// <param name="timeUnixNano">The event's time.</param>
    /// <param name="format">The encoding of the bytes.</param>
    /// <param name="bytes">The <c>LogRecord</c> message or JSON object.</param>
    public OtlpLogEvent(string name, long timeUnixNano, OtlpFormat format, ItemBytes bytes)
        : base(name, timeUnixNano)
    {
        Format = format;
        _bytes = bytes;
        _content = ContentHash.Of(bytes.Memory.Span);
    }

    public OtlpFormat Format { get; }

    /// <summary>The <c>LogRecord</c> message or JSON object.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Memory;

    /// <summary>How many bytes these are.</summary>
    public int Length => _bytes.Length;

    public override object? Body => Decoded.Body;

    public override KeyValuePair<string, object?>[] Attributes => Decoded.Attributes;

    public override int EstimatedBytes => FixedBytes + (2 * _bytes.LengthInMemory);

    private SpanEvent Decoded => _decoded ??= Format == OtlpFormat.Protobuf
        ? ProtoLogs.Decode(_bytes.Memory, Name, TimeUnixNano)
        : JsonLogs.Decode(_bytes.Memory, Name, TimeUnixNano);

    /// <summary>Such an event may name a response instead of a span.</summary>
    public static bool IsJudgement(string name) => name == Evaluations.EventName;

    /// <summary>Copies the bytes out of the request, so that the event can outlive it and does not keep all of it in memory.</summary>
    public void Own()
    {
        _bytes = _bytes.Copy();
        _decoded = null;
    }

    /// <summary>Forgets what was decoded until somebody asks again.</summary>
    public void Unload() => _decoded = null;

    public override bool Equals(object? obj) =>
        obj is OtlpLogEvent other && other._content == _content && other.TimeUnixNano == TimeUnixNano && other._bytes.Length == _bytes.Length && other.Name == Name;

    public override int GetHashCode() => _content.GetHashCode();
}
