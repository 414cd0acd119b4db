using System.IO.Compression;
using System.Text.Json;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>Plays a recorded sequence against a fresh emulator and tells what is answered otherwise.</summary>
public static class ExchangePlayer
{
    /// <summary>Timings and how a body is cut up are not Argilla's contract; lengths follow from the bodies.</summary>
    private static readonly string[] OtherHeaders = ["date", "server-timing", "content-length", "transfer-encoding"];

    public static async Task<Dictionary<string, string>> Play(string topic)
    {
        var file = ExchangeFile.Load(topic);

        // The recorded server ran over OpenSearch 2.19.
        await using var emulator = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = file.Setup, RefuseVectors = true });
        using var client = Web.Client(followRedirects: false);
        var placeholders = new Placeholders(emulator.Url);
        await BindSetup(client, emulator.Url, placeholders);
        var differences = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var exchange in file.Exchanges)
        {
            Outage.Before(exchange.Name, emulator.Services);
            using var request = RequestWriter.Write(exchange, placeholders, emulator.Url);
            using var response = await client.SendAsync(request);
            if (await Difference(exchange, response, placeholders) is { } difference)
            {
                differences[exchange.Name] = difference;
            }
        }

        return differences;
    }

    private static async Task BindSetup(HttpClient client, Uri server, Placeholders placeholders)
    {
        foreach (var user in (await Items(client, server, "users")).EnumerateArray())
        {
            placeholders.Bind($"uuid:user-{user.GetProperty("api_key").GetString()!.Split('.')[0]}", user.GetProperty("id").GetString()!);
        }

        foreach (var workspace in (await Items(client, server, "me/workspaces")).EnumerateArray())
        {
            placeholders.Bind($"uuid:workspace-{workspace.GetProperty("name").GetString()}", workspace.GetProperty("id").GetString()!);
        }
    }

    private static async Task<JsonElement> Items(HttpClient client, Uri server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, "/api/v1/" + path));
        request.Headers.Add("X-Argilla-Api-Key", "owner.apikey");
        using var response = await client.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStreamAsync()).RootElement.GetProperty("items");
    }

    private static async Task<string?> Difference(Exchange exchange, HttpResponseMessage actual, Placeholders placeholders)
    {
        var expected = exchange.Response;
        var bytes = await Plain(actual);
        var status = expected.GetProperty("status").GetInt32();
        if ((int)actual.StatusCode != status)
        {
            return $"status {(int)actual.StatusCode}, not {status}: {System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 900)))}";
        }

        if (expected.TryGetProperty("headers", out var headers) && HeaderDifference(headers, actual, placeholders) is { } header)
        {
            return header;
        }

        if (expected.TryGetProperty("bodyText", out var text))
        {
            var got = System.Text.Encoding.UTF8.GetString(bytes);
            return placeholders.Fits(text.GetString()!, got) ? null : $"body {got}, not {text}";
        }

        if (!expected.TryGetProperty("body", out var body))
        {
            return null;
        }

        var answer = JsonDocument.Parse(bytes).RootElement;
        var comparer = new AnswerComparer(placeholders);
        return status == 500 ? ServerError(body, answer)
            : exchange.VariesInOrder ? UnorderedComparer.Difference(comparer, body, answer)
            : comparer.Difference(Template.Expand(body), answer);
    }

    private static async Task<byte[]> Plain(HttpResponseMessage response)
    {
        var stream = await response.Content.ReadAsStreamAsync();
        using Stream plain = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        using var buffer = new MemoryStream();
        await plain.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    /// <summary>The message of a 500 is the engine's or database's own text.</summary>
    private static string? ServerError(JsonElement expected, JsonElement actual)
    {
        static (string? Code, string? Type) Of(JsonElement body) => (
            body.GetProperty("detail").GetProperty("code").GetString(), body.GetProperty("detail").GetProperty("params").GetProperty("type").GetString());

        return Of(expected) == Of(actual) ? null : $"{Of(actual)}, not {Of(expected)}";
    }

    private static string? HeaderDifference(JsonElement expected, HttpResponseMessage actual, Placeholders placeholders)
    {
        foreach (var header in expected.EnumerateObject().Where(header => !OtherHeaders.Contains(header.Name)))
        {
            var got = actual.Headers.TryGetValues(header.Name, out var values) || actual.Content.Headers.TryGetValues(header.Name, out values)
                ? string.Join(", ", values)
                : "absent";
            if (!placeholders.Fits(header.Value.GetString()!, got))
            {
                return $"header {header.Name} is {got}, not {header.Value}";
            }
        }

        return null;
    }
}
