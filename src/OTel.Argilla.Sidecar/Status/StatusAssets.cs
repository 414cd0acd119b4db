using System.Collections.Frozen;

namespace OTel.Argilla.Sidecar.Status;

/// <summary>Style, script and icon of the page, which are in the program.</summary>
internal static class StatusAssets
{
    private const string Prefix = "Status/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["/status.css"] = "text/css; charset=utf-8",
        ["/status.js"] = "text/javascript; charset=utf-8",
        ["/favicon.svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool TryGet(string path, out string contentType, out byte[] content)
    {
        content = [];
        if (!Types.TryGetValue(path, out contentType!))
        {
            return false;
        }

        using var stream = typeof(StatusAssets).Assembly.GetManifestResourceStream(Prefix + path[1..])!;
        content = new byte[stream.Length];
        stream.ReadExactly(content);
        return true;
    }
}
