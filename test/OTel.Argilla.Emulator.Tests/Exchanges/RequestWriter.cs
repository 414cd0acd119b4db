using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>Turns a recorded request into one that can be sent, byte for byte as it was meant.</summary>
public static class RequestWriter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpRequestMessage Write(Exchange exchange, Placeholders placeholders, Uri server)
    {
        var request = exchange.Request;
        var path = placeholders.Fill(request.GetProperty("path").GetString()!).Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
        var query = request.TryGetProperty("query", out var given) ? Query(given, placeholders) : "";
        var address = new Uri(
            server.GetLeftPart(UriPartial.Authority) + path + query,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(request.GetProperty("method").GetString()!), address) { Content = Body(request, placeholders) };
        if (exchange.As is not "none")
        {
            message.Headers.Add("X-Argilla-Api-Key", exchange.As == "bad-key" ? "no.such.key" : exchange.As + ".apikey");
        }

        foreach (var header in request.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToList() : [])
        {
            Add(message, header.Name, Header(placeholders.Fill(header.Value.GetString()!)));
        }

        // A client that always sends this header was recorded without it.
        if (message.Headers.AcceptEncoding.Count == 0 && exchange.Response.TryGetProperty("headers", out var answered)
            && answered.TryGetProperty("vary", out var vary) && vary.GetString() == "Accept-Encoding")
        {
            Add(message, "Accept-Encoding", "gzip, deflate");
        }

        return message;
    }

    private static void Add(HttpRequestMessage message, string name, string value)
    {
        if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            message.Content ??= new ByteArrayContent([]);
            message.Content.Headers.Remove(name);
            message.Content.Headers.TryAddWithoutValidation(name, value);
            return;
        }

        message.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>One recorded header says in words what was sent.</summary>
    private static string Header(string value)
    {
        const string Words = " with its last 6 characters replaced by AAAAAA";
        return value.EndsWith(Words, StringComparison.Ordinal) ? value[..^(Words.Length + 6)] + "AAAAAA" : value;
    }

    private static string Query(JsonElement query, Placeholders placeholders)
    {
        if (query.ValueKind == JsonValueKind.String)
        {
            return "?" + query.GetString();
        }

        var pairs = query.EnumerateObject().SelectMany(pair => pair.Value.ValueKind == JsonValueKind.Array
            ? pair.Value.EnumerateArray().Select(value => (pair.Name, Value: value))
            : [(pair.Name, pair.Value)]);
        return "?" + string.Join('&', pairs.Select(pair => $"{pair.Name}={Uri.EscapeDataString(Words(placeholders.Fill(pair.Value.ToString())))}"));
    }

    private static string Words(string value)
    {
        const string Random = " random UUIDs, comma separated";
        return value.EndsWith(Random, StringComparison.Ordinal)
            ? string.Join(',', Enumerable.Range(0, int.Parse(value[..^Random.Length], CultureInfo.InvariantCulture)).Select(_ => Guid.NewGuid()))
            : value;
    }

    private static ByteArrayContent? Body(JsonElement request, Placeholders placeholders)
    {
        if (request.TryGetProperty("form", out var form))
        {
            return new FormUrlEncodedContent(form.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, placeholders.Fill(pair.Value.ToString()))));
        }

        byte[]? bytes = null;
        if (request.TryGetProperty("bodyText", out var text))
        {
            bytes = Encoding.UTF8.GetBytes(placeholders.Fill(text.GetString()!));
        }
        else if (request.TryGetProperty("bodyBase64", out var base64))
        {
            bytes = base64.GetBytesFromBase64();
        }
        else if (request.TryGetProperty("body", out var body))
        {
            bytes = Json(Template.Expand(body), placeholders);
        }

        if (bytes is null)
        {
            return null;
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static byte[] Json(JsonElement body, Placeholders placeholders)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            Write(writer, body, placeholders);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, Placeholders placeholders)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var pair in element.EnumerateObject())
                {
                    writer.WritePropertyName(placeholders.Fill(pair.Name));
                    Write(writer, pair.Value, placeholders);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, placeholders);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(placeholders.Fill(element.GetString()!));
                break;
            default:
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }
}
