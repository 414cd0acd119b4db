using System.Diagnostics;
using System.Runtime.InteropServices;
using Unicode = System.Text.Unicode.Utf8;
using OTel.Argilla.Benchmarks.Rig;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Benchmarks.Bare;

/// <summary>
/// The least that records of these spans can cost, whoever makes them: one loop on one thread that knows where everything stands, decides nothing and checks
/// nothing. It puts spans to their traces, measures them for a bound on memory, takes question and answer out of the messages, remembers the last traces,
/// responses and words for what may come late or twice, and writes records and requests. What an exporter takes beyond that is its own doing.
/// </summary>
internal sealed class BareLoop
{
    private const int RecordsPerRequest = 200;

    /// <summary>As many spans as the exporter keeps.</summary>
    private const int MostRemembered = 12_500;

    private readonly Stream _sink;
    private readonly BareRecords _records = new();
    private readonly Dictionary<TraceId, List<Activity>> _open = [];
    private readonly Stack<List<Activity>> _lists = [];
    private readonly HashSet<TraceId> _traces = [];
    private readonly HashSet<ulong> _responses = [];
    private readonly HashSet<ulong> _words = [];
    private readonly Queue<(TraceId Trace, ulong Response, ulong Words)> _remembered = [];
    private readonly BareTags _tags = new();
    private byte[] _texts = new byte[64 * 1024];
    private long _bytes;
    private ulong _hashes;

    /// <param name="sink">Receives the request bodies; null when they are of no further use.</param>
    public BareLoop(Stream? sink) => _sink = sink ?? new CopyingStream();

    public void Send(Activity[] ended)
    {
        foreach (var span in ended)
        {
            TakeIn(span);
        }

        foreach (var spans in _open.Values)
        {
            Write(spans);
            spans.Clear();
            _lists.Push(spans);
        }

        _open.Clear();
        SendRequest();
    }

    private void TakeIn(Activity span)
    {
        var isGenAI = false;
        foreach (ref readonly var tag in span.EnumerateTagObjects())
        {
            isGenAI = isGenAI || tag.Key.StartsWith("gen_ai.", StringComparison.Ordinal);
            _bytes += tag.Value is string text ? text.Length : sizeof(long);
        }

        if (!isGenAI)
        {
            return;
        }

        ref var spans = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, TraceId.From(span.TraceId), out _);
        spans ??= _lists.Count > 0 ? _lists.Pop() : [];
        spans.Add(span);
    }

    /// <summary>The record of a trace: the last span that ended holds its question and its answer.</summary>
    private void Write(List<Activity> spans)
    {
        var span = spans[^1];
        _tags.Read(span);
        var (input, output) = (_tags.Input, _tags.Output);
        var room = (input.Length + output.Length) * 3;
        _texts = _texts.Length < room ? new byte[room] : _texts;
        _ = Unicode.FromUtf16(input, _texts, out _, out var inputLength);
        _ = Unicode.FromUtf16(output, _texts.AsSpan(inputLength), out _, out var outputLength);
        var question = BareText.LastLong(_texts.AsSpan(0, inputLength));
        var answer = BareText.LastLong(_texts.AsSpan(inputLength, outputLength));
        Remember(TraceId.From(span.TraceId), ContentHash.Of(MemoryMarshal.AsBytes(_tags.ResponseId.AsSpan())), ContentHash.Of(question) * 31 ^ ContentHash.Of(answer));
        var start = _records.Length;
        _records.Add(span, spans.Count, _tags, question, answer);
        _hashes ^= ContentHash.Of(_records.From(start));
        if (_records.Count == RecordsPerRequest)
        {
            SendRequest();
        }
    }

    private void Remember(TraceId trace, ulong response, ulong words)
    {
        _ = (_traces.Add(trace), _responses.Add(response), _words.Add(words));
        _remembered.Enqueue((trace, response, words));
        if (_remembered.Count > MostRemembered)
        {
            (trace, response, words) = _remembered.Dequeue();
            _ = (_traces.Remove(trace), _responses.Remove(response), _words.Remove(words));
        }
    }

    private void SendRequest()
    {
        if (_records.Count > 0)
        {
            _sink.Write(_records.End());
            _records.Clear();
        }
    }
}
