using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using OTel.Argilla.Emulator.Http;

namespace OTel.Argilla.Emulator.ReviewPage;

/// <summary>The review page: static files inside the assembly, under <c>/_page/</c>, and its start page at any other address that is none of the API's.</summary>
internal static class PageAssets
{
    private const string Root = "/_page/";

    // Nothing inline, nothing from elsewhere, no framing; only what DOMPurify has cleaned can become markup.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types dompurify";

    private static readonly FrozenDictionary<string, PageAsset> Files = Load();

    /// <summary>The start page, as Argilla's own shows for any address that it does not know.</summary>
    public static Answer Index { get; } = Found("index.html")!;

    /// <summary>The file or page at a path, with the headers that keep untrusted text inert.</summary>
    public static Answer Get(HttpContext context, string path)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        return path.StartsWith(Root, StringComparison.Ordinal)
            ? Found(path[Root.Length..]) ?? Answer.Json(404, ApiError.Detail(404, "Not Found").Body)
            : Index;
    }

    private static Answer? Found(string name) => Files.TryGetValue(name, out var file) ? new Answer(200, file.Body, file.ContentType) : null;

    private static FrozenDictionary<string, PageAsset> Load()
    {
        const string Prefix = "ReviewPage/";
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => new PageAsset(Read(assembly, name), ContentType(name)), StringComparer.Ordinal);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        return body;
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
}
