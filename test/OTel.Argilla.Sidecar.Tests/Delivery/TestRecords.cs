using System.Text;
using System.Text.Json.Nodes;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Sidecar.Tests.Delivery;

/// <summary>Records as the assembler makes them.</summary>
internal static class TestRecords
{
    public static RecordDocument Make(string id, string prompt = "p", string? dataset = null)
    {
        var json = Encoding.UTF8.GetBytes($$$"""{"external_id":"{{{id}}}","fields":{"prompt":"{{{prompt}}}","response":"r"}}""");
        var block = new RecordBlock(json.Length);
        var document = new RecordDocument(block, json, id, RecordParts.Any) { Dataset = dataset };
        block.Release();
        return document;
    }

    /// <summary>One that delivery has claimed to store it.</summary>
    public static QueuedRecord Claimed(string id, string prompt = "p")
    {
        var document = Make(id, prompt);
        document.TryClaim();
        return new QueuedRecord(document, sequence: 1);
    }

    public static string Text(QueuedRecord record) =>
        $"{record.ExternalId}:{JsonNode.Parse(Encoding.UTF8.GetString(record.Document.Json.Span))!["fields"]!["prompt"]}";

    public static string Text(IEnumerable<QueuedRecord>? records) => records is null ? "nothing" : string.Join(' ', records.Select(Text));
}
