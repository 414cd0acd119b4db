using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Http;

/// <summary>Query strings and URL-encoded forms. A repeated key is a list.</summary>
internal static class QueryString
{
    public static Map Read(string query)
    {
        var map = new Map();
        Read(query, (key, value) => map[key] = map.Get(key) switch
        {
            null => value,
            List<object?> list => new List<object?>([.. list, value]),
            var first => new List<object?> { first, value },
        });
        return map;
    }

    public static void Read(string query, Action<string, string> add)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            add(Decode(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
