using System.Globalization;
using System.Text;
using System.Text.Json;
using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>Shows dead letters: as a table for people, or as lines of JSON.</summary>
internal static class DeadLettersReport
{
    private static readonly string[] Heads = ["ID", "REFUSED", "DATASET", "RECORD", "REASON"];

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="io">Where to write.</param>
    /// <param name="letters">Where the records are.</param>
    /// <param name="chosen">Which to show.</param>
    /// <param name="asJson">Lines of JSON.</param>
    /// <param name="withRecord">Prompts and responses too.</param>
    public static async Task WriteAsync(CommandIo io, DeadLetters letters, List<DeadLetter> chosen, bool asJson, bool withRecord)
    {
        if (asJson)
        {
            foreach (var letter in chosen)
            {
                await io.Out.WriteLineAsync(Json(letter, withRecord ? letters.Read(letter.Id) : null));
            }

            return;
        }

        if (chosen.Count == 0)
        {
            await io.Out.WriteLineAsync("No dead letters.");
            return;
        }

        var rows = chosen.ConvertAll(static letter => new[]
        {
            letter.Id.ToString(CultureInfo.InvariantCulture),
            letter.RefusedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            SafeText.Line(letter.Dataset),
            SafeText.Line(letter.ExternalId),
            SafeText.Line(letter.Reason),
        });
        rows.Insert(0, Heads);
        var widths = Enumerable.Range(0, Heads.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            await io.Out.WriteLineAsync(string.Join("  ", row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
        }

        if (withRecord && letters.Read(chosen[0].Id) is { } record)
        {
            await io.Out.WriteLineAsync();
            foreach (var line in Indented(record).Split('\n'))
            {
                await io.Out.WriteLineAsync(SafeText.Line(line.TrimEnd('\r')));
            }
        }
    }

    private static string Json(DeadLetter letter, byte[]? record)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", letter.Id);
            writer.WriteString("refused_at", letter.RefusedAt);
            writer.WriteString("dataset", letter.Dataset);
            writer.WriteString("external_id", letter.ExternalId);
            writer.WriteString("reason", letter.Reason);
            if (record is not null)
            {
                writer.WritePropertyName("record");
                writer.WriteRawValue(record, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Indented(byte[] record)
    {
        using var document = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 1000 });
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, Readable))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
