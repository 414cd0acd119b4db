using Google.Protobuf;
using OTel.Argilla.Benchmarks.Otlp.Schema;
using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Clients;

namespace OTel.Argilla.Load.Crash;

/// <summary>
/// An endless stream of requests in which each trace is spread over up to four, in any order, as services and batches spread it. The same seed makes the same requests, though several
/// clients take them as they come. What was given out is remembered, to be compared with.
/// </summary>
internal sealed class Workload
{
    private const int TracesAhead = 24;
    private const int MaxPieces = 4;

    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly BodyTemplate[] _templates;
    private readonly List<ExportTraceServiceRequest> _pieces = [];
    private readonly List<byte[]> _given = [];
    private bool _isEnding;

    public Workload(int seed)
    {
        _random = new Random(seed);
        using var traces = new LoadTraces();
        _templates = [BodyTemplate.Make(traces.Web, LoadTraces.SpansPerTrace), BodyTemplate.Make(traces.Agents, LoadTraces.SpansPerTrace)];
    }

    /// <summary>Traces that were begun.</summary>
    public int Traces { get; private set; }

    /// <summary>All requests that were given out.</summary>
    public IReadOnlyList<byte[]> Given
    {
        get
        {
            lock (_lock)
            {
                return [.. _given];
            }
        }
    }

    /// <summary>The next request; null when there are no more.</summary>
    public OtlpBody? Next()
    {
        lock (_lock)
        {
            while (!_isEnding && _pieces.Count < TracesAhead * 2)
            {
                Add();
            }

            if (_pieces.Count == 0)
            {
                return null;
            }

            // A batch holds spans of several traces.
            var request = new ExportTraceServiceRequest();
            for (var left = _random.Next(1, 9); left > 0 && _pieces.Count > 0; left--)
            {
                var at = _random.Next(_pieces.Count);
                request.MergeFrom(_pieces[at]);
                _pieces.RemoveAt(at);
            }

            var body = request.ToByteArray();
            _given.Add(body);
            return Coding.Of(body, _random.Next(2) == 0);
        }
    }

    /// <summary>Writes all requests that were given out into a directory below this one.</summary>
    public string Write(string directory)
    {
        var files = Directory.CreateDirectory(Path.Combine(directory, "acknowledged")).FullName;
        foreach (var (number, body) in Given.Index())
        {
            File.WriteAllBytes(Path.Combine(files, $"{number:000000}.pb"), body);
        }

        return files;
    }

    /// <summary>Begins no further trace.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isEnding = true;
        }
    }

    private void Add()
    {
        var whole = ExportTraceServiceRequest.Parser.ParseFrom(_templates[_random.Next(_templates.Length)].Write(++Traces));
        var pieces = Enumerable.Range(0, _random.Next(1, MaxPieces + 1)).Select(_ => whole.Clone()).ToArray();
        var owner = new Dictionary<ByteString, int>();
        foreach (var span in whole.ResourceSpans.SelectMany(static r => r.ScopeSpans).SelectMany(static s => s.Spans))
        {
            owner[span.SpanId] = _random.Next(pieces.Length);
        }

        for (var piece = 0; piece < pieces.Length; piece++)
        {
            foreach (var scope in pieces[piece].ResourceSpans.SelectMany(static r => r.ScopeSpans))
            {
                var kept = scope.Spans.Where(span => owner[span.SpanId] == piece).ToList();
                scope.Spans.Clear();
                scope.Spans.AddRange(kept);
            }

            _pieces.Add(pieces[piece]);
        }
    }
}
