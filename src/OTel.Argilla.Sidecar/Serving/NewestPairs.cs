using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Sidecar.Serving;

/// <summary>The pairs that were made last, as far as a page shows them.</summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class NewestPairs(int most, TimeProvider time)
{
    /// <summary>How much of a text is shown.</summary>
    private const int MostText = 400;

    private readonly Lock _lock = new();
    private readonly LinkedList<NewestPair> _pairs = new();

    public void Add(Pair pair, string externalId, string dataset)
    {
        if (most == 0)
        {
            return;
        }

        var newest = new NewestPair(time.GetUtcNow(), externalId, dataset, Beginning(pair.Prompt), Beginning(pair.Response));
        lock (_lock)
        {
            // One that is made again takes its old place away.
            for (var known = _pairs.First; known is not null; known = known.Next)
            {
                if (known.Value.ExternalId == externalId)
                {
                    _pairs.Remove(known);
                    break;
                }
            }

            _pairs.AddFirst(newest);
            if (_pairs.Count > most)
            {
                _pairs.RemoveLast();
            }
        }
    }

    public IReadOnlyList<NewestPair> Get()
    {
        lock (_lock)
        {
            return [.. _pairs];
        }
    }

    private static string Beginning(Utf8Text text)
    {
        // At most four bytes make two characters: more is not looked at, however long the text is.
        var bytes = text.Bytes.Span;
        var all = System.Text.Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 4 * MostText)]);
        return all.Length <= MostText && bytes.Length <= 4 * MostText ? all : string.Concat(all.AsSpan(0, Cut(all)), "…");
    }

    /// <summary>Not within a character of two, nor at one of which only a part was looked at.</summary>
    private static int Cut(string text)
    {
        var end = Math.Min(text.Length - 1, MostText);
        return end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }
}
