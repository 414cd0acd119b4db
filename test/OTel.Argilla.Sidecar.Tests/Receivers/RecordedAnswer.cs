using System.Text;
using System.Text.Json;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>The Collector's answers, brought into the form in which they are compared.</summary>
internal static class RecordedAnswer
{
    public static ExchangeAnswer Read(JsonElement response, IReadOnlyList<(string Name, string Value)> request, bool isTaken)
    {
        bool? isClosed = response.TryGetProperty("connectionAfter", out var after)
            ? after.GetString() switch { "kept open" => false, "closed by server" => true, _ => null }
            : null;
        if (response.TryGetProperty("rawBase64", out var raw))
        {
            var text = Encoding.Latin1.GetString(raw.GetBytesFromBase64());
            var outcome = text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? text[9..12] : text.Length == 0 ? "no answer" : "cut";
            return new ExchangeAnswer(outcome, isTaken, null, null, isClosed, null);
        }

        var headers = response.TryGetProperty("headers", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(static pair => (pair[0].GetString()!, pair[1].GetString()!)).ToList()
            : [];
        var trailers = response.TryGetProperty("trailers", out list) ? list.EnumerateArray().Select(static pair => (pair[0].GetString()!, pair[1].GetString()!)) : null;
        var body = response.TryGetProperty("body", out var kept) && kept.ValueKind == JsonValueKind.String ? kept.GetBytesFromBase64() : [];
        if (trailers is null)
        {
            return response.TryGetProperty("status", out var status)
                ? AnswerForms.Http(status.GetInt32(), request, headers, body, isTaken, isClosed)
                : new ExchangeAnswer("no answer", isTaken, null, null, isClosed, null);
        }

        return headers.Count == 0
            ? new ExchangeAnswer("cut", isTaken, null, null, isClosed, null)
            : AnswerForms.Grpc(int.Parse(headers[0].Item2), [.. headers, .. trailers], body, isTaken);
    }
}
