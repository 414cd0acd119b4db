using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using OTel.Argilla.Benchmarks.Rig;
using OTel.Argilla.Benchmarks.Spans;

namespace OTel.Argilla.Benchmarks.Otlp;

/// <summary>
/// Writes a file as a Collector's file exporter does, of any size: runs of an agent whose spans are spread over ten exports, and between them the spans of
/// a web app with some calls of a model.
/// </summary>
internal static class ReplayInput
{
    private const int RunsAtOnce = 25;
    private const int ExportsOfRuns = 10;

    /// <param name="path">With the extension <c>.jsonl</c> lines of JSON, else protobuf behind its length.</param>
    /// <param name="size">How many bytes it has at least.</param>
    public static void Write(string path, long size)
    {
        var isJson = path.EndsWith(".jsonl", StringComparison.Ordinal);
        using var file = File.Create(path);
        using var agents = new AgentSpans(distinct: RunsAtOnce);
        using var chats = new ChatSpans(distinct: OtlpRequest.Spans);
        using var web = new WebSpans();
        using var sink = new MemoryStream();
        using var export = SpanExport.Otlp(sink);
        var (runs, calls) = (0, 0);
        while (file.Length < size)
        {
            var ended = new List<Activity>();
            for (var run = 0; run < RunsAtOnce; run++, runs++)
            {
                agents.Make(ended);
            }

            for (var part = 0; part < ExportsOfRuns; part++)
            {
                Add([.. ended.Where((_, i) => i % ExportsOfRuns == part)]);
                Add([.. Enumerable.Range(0, OtlpRequest.Spans).Select(i => i % 10 == 9 ? chats.Make() : web.Make())]);
                calls += OtlpRequest.Spans / 10;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes, {runs} runs of an agent, {calls} calls of a model"));

        void Add(Activity[] spans)
        {
            sink.SetLength(0);
            export.Send(spans);
            var request = sink.ToArray();
            if (isJson)
            {
                file.Write(OtlpRequest.ToJson(request));
                file.WriteByte((byte)'\n');
                return;
            }

            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, request.Length);
            file.Write(length);
            file.Write(request);
        }
    }
}
