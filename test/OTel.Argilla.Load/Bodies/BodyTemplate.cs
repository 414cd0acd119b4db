using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using OTel.Argilla.Benchmarks.Otlp.Schema;
using OTel.Argilla.Benchmarks.Rig;

namespace OTel.Argilla.Load.Bodies;

/// <summary>
/// A request as the OTLP exporter of the .NET SDK sends it, with the places of all that tells its traces from others: ids, times, and the markers in the texts. Copies of it
/// with other traces cost next to nothing.
/// </summary>
internal sealed class BodyTemplate
{
    private readonly byte[] _body;
    private readonly List<(int Offset, int Slot)> _ids = [];
    private readonly List<int> _times = [];
    private readonly List<(int Offset, int Slot)> _markers = [];
    private readonly ulong _newest;

    private BodyTemplate(byte[] body, int traces, int spans)
    {
        _body = body;
        Traces = traces;
        Spans = spans;
        var request = ExportTraceServiceRequest.Parser.ParseFrom(body);
        var all = request.ResourceSpans.SelectMany(static resource => resource.ScopeSpans).SelectMany(static scope => scope.Spans).ToList();
        var slots = all.Select(static span => span.TraceId).Distinct().Select(static (id, slot) => (id, slot)).ToDictionary(static pair => pair.id, static pair => pair.slot);
        foreach (var (id, slot) in slots)
        {
            // All its bytes: only half of it changes.
            _ids.AddRange(Find(id.ToByteArray()).Select(offset => (offset, slot)));
        }

        foreach (var span in all)
        {
            _ids.AddRange(Find(span.SpanId.ToByteArray()).Select(offset => (offset, slots[span.TraceId])));
            _newest = Math.Max(_newest, span.EndTimeUnixNano);
        }

        _times.AddRange(all.SelectMany(span => Find(Time(0x39, span.StartTimeUnixNano)).Concat(Find(Time(0x41, span.EndTimeUnixNano)))).Distinct().Select(static offset => offset + 1));
        for (var slot = 0; slot < traces; slot++)
        {
            _markers.AddRange(Find(Encoding.ASCII.GetBytes(Marker.OfSlot(slot))).Select(offset => (offset, slot)));
        }
    }

    public int Traces { get; }

    public int Spans { get; }

    public int Length => _body.Length;

    /// <param name="make">The spans of a trace with a marker.</param>
    /// <param name="spans">How many spans, a multiple of those of a trace.</param>
    public static BodyTemplate Make(Func<string, Activity[]> make, int spans)
    {
        using var sink = new MemoryStream();
        var traces = spans / LoadTraces.SpansPerTrace;
        using (var export = SpanExport.Otlp(sink))
        {
            export.Send([.. Enumerable.Range(0, traces).SelectMany(slot => make(Marker.OfSlot(slot)))]);
        }

        return new BodyTemplate(sink.ToArray(), traces, spans);
    }

    /// <summary>Writes the request with the traces of these numbers, now ended.</summary>
    /// <param name="firstTrace">The number of its first trace.</param>
    /// <param name="target">Takes it; at least <see cref="Length"/> long.</param>
    public void Write(long firstTrace, Span<byte> target)
    {
        _body.CopyTo(target);
        Span<byte> marker = stackalloc byte[Marker.Length];
        foreach (var (offset, slot) in _ids)
        {
            // Ids are random in life, so these must not be in order.
            BinaryPrimitives.WriteUInt64LittleEndian(target[offset..], BinaryPrimitives.ReadUInt64LittleEndian(target[offset..]) ^ Mix(firstTrace + slot));
        }

        foreach (var (offset, slot) in _markers)
        {
            Encoding.ASCII.GetBytes(Marker.Of(firstTrace + slot), marker);
            marker.CopyTo(target[offset..]);
        }

        var later = (ulong)((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100) - _newest;
        foreach (var offset in _times)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target[offset..], BinaryPrimitives.ReadUInt64LittleEndian(target[offset..]) + later);
        }
    }

    public byte[] Write(long firstTrace)
    {
        var body = new byte[_body.Length];
        Write(firstTrace, body);
        return body;
    }

    private IEnumerable<int> Find(byte[] what)
    {
        for (var from = 0; _body.AsSpan(from).IndexOf(what) is >= 0 and var at; from += at + 1)
        {
            yield return from + at;
        }
    }

    private static byte[] Time(byte tag, ulong value)
    {
        var bytes = new byte[9];
        bytes[0] = tag;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(1), value);
        return bytes;
    }

    /// <summary>splitmix64: every number gives another, without order.</summary>
    private static ulong Mix(long number)
    {
        var x = (ulong)number * 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
