using System.IO.Compression;
using System.Text;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Fuzz;

/// <summary>Real input to start from: requests that a Collector was sent, the files it wrote, and the texts of messages on their spans.</summary>
internal static class Seeds
{
    /// <summary>Longer ones cost a fuzzer time and reach nothing more.</summary>
    private const int MaxLength = 16 * 1024;

    private static readonly string[] MoreMessages =
    [
        """[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]""",
        """{"messages":[[{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"Hi"}}]]}""",
        """{"contents":[{"role":"user","parts":[{"text":"Hi"},{"inline_data":{"mime_type":"image/png","data":"AAAA"}}]}],"config":{}}""",
        """{"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c","function":{"name":"f","arguments":"{\"a\":1}"}}]}}]}""",
        """{"output":[{"type":"reasoning"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"A"}]}]}""",
        """["human","Hi"]""",
        """[{"type":"human","data":{"content":"Hi"}}]""",
        "{'role': 'user', 'content': 'It\\'s \\u0041', 'x': None, 'y': (1, 2.5, True)}",
        "[HumanMessage(content='Hi', additional_kwargs={}), AIMessage(content='Ho')]",
        "\"\\\"[{\\\\\\\"role\\\\\\\":\\\\\\\"user\\\\\\\"}]\\\"\"",
        "[{\"role\": \"user\", \"content\": \"cut of",
        "AgentFinish(return_values={'output': 1})",
    ];

    /// <summary>Target, number and input.</summary>
    public static IEnumerable<(string Target, int Number, byte[] Input)> All()
    {
        var files = Read();
        string[] messages = [.. files.Where(static f => IsRequest(f.Name)).SelectMany(static f => Texts(f.Content, FormatOf(f.Name))).Concat(MoreMessages).Distinct(StringComparer.Ordinal)];
        return Numbered("protobuf", files.Where(static f => IsRequest(f.Name) && FormatOf(f.Name) == OtlpFormat.Protobuf).Select(static f => f.Content))
            .Concat(Numbered("json", files.Where(static f => IsRequest(f.Name) && FormatOf(f.Name) == OtlpFormat.Json).Select(static f => f.Content)))
            .Concat(Numbered("messages", messages.Select(Encoding.UTF8.GetBytes)))
            .Concat(Numbered("file", files.Where(static f => !IsRequest(f.Name)).Select(static f => f.Content.Length > MaxLength ? f.Content[..MaxLength] : f.Content)));
    }

    private static IEnumerable<(string, int, byte[])> Numbered(string target, IEnumerable<byte[]> inputs) =>
        inputs.Where(static input => input.Length is > 0 and <= MaxLength).Select((input, number) => (target, number, input));

    private static bool IsRequest(string name) => name.StartsWith("pairs/", StringComparison.Ordinal) || name.StartsWith("sources/", StringComparison.Ordinal)
        || (name.StartsWith("odd/", StringComparison.Ordinal) && name.EndsWith(".pb", StringComparison.Ordinal));

    private static OtlpFormat FormatOf(string name) => name.EndsWith(".json", StringComparison.Ordinal) ? OtlpFormat.Json : OtlpFormat.Protobuf;

    private static IEnumerable<string> Texts(byte[] request, OtlpFormat format)
    {
        var batch = new OtlpBatch();
        try
        {
            OtlpDecoder.Decode(request, format, OtlpSignal.Traces, batch);
        }
        catch (OtlpException)
        {
            // A request of logs.
            yield break;
        }

        foreach (var span in batch.Spans)
        {
            var attributes = new AttributeSet();
            span.CopyAttributesTo(attributes);
            for (var i = 0; i < attributes.Count; i++)
            {
                if (attributes.ValueAt(i) is string { Length: > 20 } text)
                {
                    yield return text;
                }
            }
        }
    }

    private static List<(string Name, byte[] Content)> Read()
    {
        using var archive = new ZipArchive(typeof(Seeds).Assembly.GetManifestResourceStream("collector.zip")!);
        var files = new List<(string, byte[])>();
        foreach (var entry in archive.Entries.Where(static e => !e.FullName.EndsWith("sources.json", StringComparison.Ordinal)).OrderBy(static e => e.FullName, StringComparer.Ordinal))
        {
            using var content = entry.Open();
            using var memory = new MemoryStream();
            content.CopyTo(memory);
            files.Add((entry.FullName, memory.ToArray()));
        }

        return files;
    }
}
