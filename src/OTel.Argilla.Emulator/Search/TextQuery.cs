using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Search;

/// <summary>Full text: every word must be there; rarer words and shorter texts count more (BM25, as in the real engine).</summary>
internal sealed class TextQuery(string query, string? field)
{
    private const double Saturation = 1.2;
    private const double LengthWeight = 0.75;

    private readonly List<string> _words = [.. Words(query).Distinct(StringComparer.Ordinal)];

    public List<Document> Find(List<Document> documents)
    {
        if (_words.Count == 0)
        {
            return [];
        }

        var texts = documents.ConvertAll(document => (Document: document, Words: Words(Text(document.Record)).ToList()));
        var average = texts.Count == 0 ? 1 : Math.Max(1, texts.Average(text => text.Words.Count));
        var found = texts.FindAll(text => _words.TrueForAll(text.Words.Contains));
        foreach (var (document, words) in found)
        {
            document.Score = _words.Sum(word =>
            {
                var holding = texts.Count(text => text.Words.Contains(word));
                var rarity = Math.Log(1 + ((texts.Count - holding + 0.5) / (holding + 0.5)));
                double count = words.Count(candidate => candidate == word);
                return rarity * count / (count + (Saturation * (1 - LengthWeight + (LengthWeight * words.Count / average))));
            });
        }

        return [.. found.OrderByDescending(text => text.Document.Score).Select(text => text.Document)];
    }

    private string Text(Record record)
    {
        var fields = Documents.Map(record.Fields);
        return string.Join(' ', fields.Where(pair => field is null || pair.Key == field).Select(pair => Flat(pair.Value)));
    }

    private static string Flat(object? value) => value switch
    {
        string text => text,
        List<object?> messages => string.Join(' ', messages.OfType<Map>().Select(message => message.Text("content"))),
        Map map => string.Join(' ', map.Values.OfType<string>()),
        _ => "",
    };

    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at])))
            {
                at++;
            }

            if (at > start)
            {
                yield return text[start..at].ToLowerInvariant();
            }
        }
    }
}
