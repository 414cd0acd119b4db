using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using OTel.Argilla.Benchmarks.Otlp.Schema;
using OTel.Argilla.Benchmarks.Rig;
using OTel.Argilla.Benchmarks.Spans;

namespace OTel.Argilla.Benchmarks.Otlp;

/// <summary>Requests as the OTLP exporter of the .NET SDK sends them, and the same in JSON.</summary>
internal static class OtlpRequest
{
    public const int Spans = 512;

    /// <summary>One span of ten is a call of a model with a question and an answer of 1 kB each, the others are of a web app.</summary>
    public static byte[] Mixed()
    {
        using var chats = new ChatSpans(distinct: Spans);
        using var web = new WebSpans();
        return Export(i => i % 10 == 9 ? chats.Make() : web.Make());
    }

    /// <summary>Calls of a model only.</summary>
    public static byte[] Chats()
    {
        using var chats = new ChatSpans(distinct: Spans);
        return Export(_ => chats.Make());
    }

    /// <summary>The same request in OTLP/JSON: as protobuf's JSON, but for ids, which are hexadecimal.</summary>
    public static byte[] ToJson(byte[] request)
    {
        var node = JsonNode.Parse(JsonFormatter.Default.Format(ExportTraceServiceRequest.Parser.ParseFrom(request)))!;
        foreach (var span in node["resourceSpans"]!.AsArray().SelectMany(static r => r!["scopeSpans"]!.AsArray()).SelectMany(static s => s!["spans"]!.AsArray()))
        {
            foreach (var id in new[] { "traceId", "spanId", "parentSpanId" })
            {
                if (span![id] is { } bytes)
                {
                    span[id] = Convert.ToHexStringLower(Convert.FromBase64String(bytes.GetValue<string>()));
                }
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(node);
    }

    private static byte[] Export(Func<int, Activity> make)
    {
        using var sink = new MemoryStream();
        using (var export = SpanExport.Otlp(sink))
        {
            export.Send([.. Enumerable.Range(0, Spans).Select(make)]);
        }

        return sink.ToArray();
    }
}
