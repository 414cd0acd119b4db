using System.Text;
using System.Text.Json;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>The recorded requests and answers.</summary>
internal static class Exchanges
{
    public static IReadOnlyList<Exchange> All { get; } = Read();

    public static Exchange Get(string name) => All.Single(exchange => exchange.Name == name);

    private static List<Exchange> Read()
    {
        using var document = JsonDocument.Parse(Samples.Resource("receiver-exchanges.json"));
        var list = document.RootElement.GetProperty("exchanges").EnumerateArray().ToList();
        byte[] Kept(string name) => list.Single(e => e.GetProperty("name").GetString() == name).GetProperty("request").GetProperty("body").GetProperty("base64").GetBytesFromBase64();
        var generated = new GeneratedBodies(Kept("ok-protobuf"), Kept("ok-json"), Kept("json-deep-400"));
        return [.. list.Select(e => Read(e, generated))];
    }

    private static Exchange Read(JsonElement e, GeneratedBodies generated)
    {
        var request = e.GetProperty("request");
        var name = e.GetProperty("name").GetString()!;
        var headers = request.TryGetProperty("headers", out var list) ? list.EnumerateArray().Select(static pair => (pair[0].GetString()!, Value(pair[1]))).ToList() : [];
        var body = Body(name, request, generated);
        if (name == "gzip-bomb-default")
        {
            // Compressed by another program to another length.
            headers = [.. headers.Where(static header => header.Item1 != "Content-Length"), ("Content-Length", $"{body.Length}")];
        }

        return new Exchange(
            name,
            request.GetProperty("protocol").GetString()!,
            request.GetProperty("port").GetString()!,
            Text(request, "method") ?? Pseudo(":method"),
            Text(request, "path") ?? Pseudo(":path"),
            [.. headers.Where(static header => header.Item1[0] != ':')],
            body,
            request.TryGetProperty("rawBase64", out var raw) ? raw.GetBytesFromBase64() : null,
            RecordedAnswer.Read(e.GetProperty("response"), headers, e.GetProperty("taken").GetBoolean()));

        string Pseudo(string header) => headers.FirstOrDefault(one => one.Item1 == header).Item2 ?? "POST";
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : new string(value.GetProperty("repeat").GetString()![0], value.GetProperty("count").GetInt32());

    private static byte[] Body(string name, JsonElement request, GeneratedBodies generated)
    {
        if (!request.TryGetProperty("body", out var body))
        {
            return [];
        }

        if (body.TryGetProperty("base64", out var kept))
        {
            return kept.GetBytesFromBase64();
        }

        var made = generated.Make(name, body.GetProperty("bytes").GetInt32());
        if (name != "gzip-bomb-default")
        {
            var start = body.GetProperty("firstBase64").GetBytesFromBase64();
            if (made.Length != body.GetProperty("bytes").GetInt32() || !made.AsSpan().StartsWith(start))
            {
                throw new InvalidOperationException($"{name} is made otherwise than it was: {Encoding.Latin1.GetString(made.AsSpan(0, 80))}");
            }
        }

        return made;
    }
}
