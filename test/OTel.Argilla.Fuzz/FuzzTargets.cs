using System.Text;
using System.Text.Json;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Sidecar.Files;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Fuzz;

/// <summary>
/// What reads bytes of others, each as a function of any bytes: it ends, with the one documented exception at most, which is taken here, and what it gives
/// is sound. Anything else is thrown.
/// </summary>
internal static class FuzzTargets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["protobuf"] = static bytes => Decode(bytes, OtlpFormat.Protobuf),
        ["json"] = static bytes => Decode(bytes, OtlpFormat.Json),
        ["messages"] = Messages,
        ["file"] = File,
    };

    /// <summary>A request, from its bytes to the records of its traces.</summary>
    private static void Decode(byte[] bytes, OtlpFormat format)
    {
        var traces = new TraceProbe();
        foreach (var signal in new[] { OtlpSignal.Traces, OtlpSignal.Logs })
        {
            var batch = new OtlpBatch();
            try
            {
                OtlpDecoder.Decode(bytes, format, signal, batch);
            }
            catch (OtlpException error)
            {
                Require(error.ByteOffset >= 0 && error.ByteOffset <= bytes.Length, "the error lies outside of the request");
                Require(batch is { Spans.Count: 0, Links.Count: 0, Logs.Count: 0, OtherLogs: 0, SpansWithoutId: 0 }, "what was refused left something behind");
                continue;
            }

            traces.Add(batch);
        }

        traces.Complete();
    }

    /// <summary>What an attribute holds, read as either side of a span.</summary>
    private static void Messages(byte[] bytes)
    {
        var tape = new ValueTape();
        var reader = new MessageReader(tape);
        var text = Encoding.UTF8.GetString(bytes);
        Check(reader.Read(text, Role.User), reader);
        Check(reader.Read(text, Role.Assistant), reader);
        Check(reader.Salvage(text, Role.Assistant), reader);
        CheckJson(reader.Decode(text));
        if (tape.TryParseJson(bytes, out var value))
        {
            CheckJson(value);
        }
    }

    /// <summary>A file of whatever form.</summary>
    private static void File(byte[] bytes)
    {
        var traces = new TraceProbe();
        var report = new FileReport("file");
        var intake = new ExportIntake((batch, _, _) => traces.Add(batch));
        intake.Open(report);
        OtlpFile.Read(new MemoryStream(bytes), intake);
        traces.Complete();
        Require(report.DamageCount >= report.Damages.Count && report.DamagedBytes >= report.DamageCount, "damage without length");
    }

    private static void Check(Content content, MessageReader reader)
    {
        foreach (var message in content.Messages)
        {
            _ = Utf8(reader.FullTextOf(message).Span);
            foreach (var call in message.Calls)
            {
                _ = Utf8(call.Id.Span);
                _ = Utf8(call.Name.Span);
            }
        }

        CheckJson(content.Data);
        foreach (var item in content.Batch)
        {
            Check(item, reader);
        }
    }

    private static void CheckJson(Value value)
    {
        if (value.Kind != ValueKind.Absent)
        {
            using var document = JsonDocument.Parse(Utf8(value.ToJson().Span), new JsonDocumentOptions { MaxDepth = 512 });
        }
    }

    /// <summary>The same bytes; what is no UTF-8 is thrown.</summary>
    public static ReadOnlyMemory<byte> Utf8(ReadOnlySpan<byte> text)
    {
        Require(System.Text.Unicode.Utf8.IsValid(text), "a text is no UTF-8");
        return text.ToArray();
    }

    public static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
