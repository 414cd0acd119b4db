namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>What a browser makes of the headers by which a server lets pages of other origins use it.</summary>
internal static class BrowserRules
{
    public static string? Verdict(IReadOnlyList<(string Name, string Value)> request, IReadOnlyList<(string Name, string Value)> answer)
    {
        if (Get(request, "Origin") is not { } origin)
        {
            return null;
        }

        var isAllowed = Get(answer, "Access-Control-Allow-Origin") == origin;
        if (Get(request, "Access-Control-Request-Method") is { } method)
        {
            isAllowed &= List(answer, "Access-Control-Allow-Methods").Contains(method)
                && List(request, "Access-Control-Request-Headers").All(asked => List(answer, "Access-Control-Allow-Headers").Contains(asked, StringComparer.OrdinalIgnoreCase));
        }

        return isAllowed
            ? $"allowed, with credentials: {Get(answer, "Access-Control-Allow-Credentials")}, for {Get(answer, "Access-Control-Max-Age")}"
            : "refused";
    }

    private static string? Get(IReadOnlyList<(string Name, string Value)> headers, string name) =>
        headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string[] List(IReadOnlyList<(string Name, string Value)> headers, string name) =>
        Get(headers, name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
