using System.Text.Json;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>
/// Reads Argilla's four error shapes: <c>detail</c> as a text, as an object with code and params (a reason, schema errors or a server fault), and
/// a code beside a message without any <c>detail</c>.
/// </summary>
internal static class ArgillaErrorParser
{
    private const string PositionPrefix = "Record at position ";

    /// <param name="status">HTTP status, not a success.</param>
    /// <param name="body">The body when it is JSON, else empty.</param>
    /// <param name="retryAfter">How long the server asks to wait.</param>
    public static ArgillaError Parse(int status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter = null)
    {
        if (!body.IsEmpty)
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                if (ParseEnvelope(status, document.RootElement, retryAfter) is { } error)
                {
                    return error;
                }
            }
            catch (JsonException)
            {
                // A proxy's text under a JSON content type.
            }
        }

        return new ArgillaError(KindOf(status, isArgilla: false), status) { RetryAfter = retryAfter };
    }

    private static ArgillaError? ParseEnvelope(int status, JsonElement root, TimeSpan? retryAfter)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (!root.TryGetProperty("detail", out var detail))
        {
            return Text(root, "code") is null ? null : Create(status, retryAfter, Text(root, "message") ?? string.Empty);
        }

        if (detail.ValueKind == JsonValueKind.String)
        {
            var text = detail.GetString()!;
            return Create(status, retryAfter, text, bad: PositionIn(text) is { } position ? [position] : []);
        }

        if (detail.ValueKind != JsonValueKind.Object || !detail.TryGetProperty("params", out var parameters) || parameters.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (parameters.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
        {
            return Create(status, retryAfter, DescribeFirst(errors), bad: PositionsIn(errors));
        }

        return Create(status, retryAfter, Text(parameters, "detail") ?? string.Empty, Text(parameters, "type") ?? string.Empty);
    }

    private static ArgillaError Create(int status, TimeSpan? retryAfter, string text, string faultType = "", IReadOnlyList<int>? bad = null) =>
        new(KindOf(status, isArgilla: true), status) { Text = text, FaultType = faultType, BadRecords = bad ?? [], RetryAfter = retryAfter };

    private static ArgillaErrorKind KindOf(int status, bool isArgilla) => status switch
    {
        408 => ArgillaErrorKind.Unavailable,
        429 => ArgillaErrorKind.Throttled,
        500 => ArgillaErrorKind.ServerFault,
        > 500 => ArgillaErrorKind.Unavailable,
        401 => ArgillaErrorKind.Unauthorized,
        413 => ArgillaErrorKind.Invalid,
        _ when !isArgilla => ArgillaErrorKind.NotArgilla,
        403 => ArgillaErrorKind.Forbidden,
        404 => ArgillaErrorKind.NotFound,
        409 => ArgillaErrorKind.Conflict,
        400 or 422 => ArgillaErrorKind.Invalid,
        _ => ArgillaErrorKind.NotArgilla,
    };

    /// <summary>The position in <c>Record at position 3 is not valid because …</c>.</summary>
    private static int? PositionIn(string text)
    {
        if (!text.StartsWith(PositionPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var position = 0;
        var i = PositionPrefix.Length;
        for (; i < text.Length && char.IsDigit(text[i]) && position < 1_000_000; i++)
        {
            position = (position * 10) + text[i] - '0';
        }

        return i > PositionPrefix.Length ? position : null;
    }

    /// <summary>Schema errors name the record by their location: <c>["body","items",3,…]</c>.</summary>
    private static List<int> PositionsIn(JsonElement errors)
    {
        var positions = new SortedSet<int>();
        foreach (var error in errors.EnumerateArray())
        {
            if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("loc", out var loc) && loc.ValueKind == JsonValueKind.Array
                && loc.GetArrayLength() > 2 && loc[1].ValueKind == JsonValueKind.String && loc[1].ValueEquals("items"u8)
                && loc[2].ValueKind == JsonValueKind.Number && loc[2].TryGetInt32(out var position) && position >= 0)
            {
                _ = positions.Add(position);
            }
        }

        return [.. positions];
    }

    /// <summary>Type and place of the first error; its <c>msg</c> may quote the record, so it stays out.</summary>
    private static string DescribeFirst(JsonElement errors)
    {
        foreach (var error in errors.EnumerateArray())
        {
            if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("loc", out var loc) && loc.ValueKind == JsonValueKind.Array)
            {
                var place = string.Join(".", loc.EnumerateArray().Select(static part => part.ToString()));
                return $"{Text(error, "type")} at {place}";
            }
        }

        return string.Empty;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
