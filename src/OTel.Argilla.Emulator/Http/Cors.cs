using Microsoft.AspNetCore.Http;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Http;

/// <summary>What browsers ask before and look for after a request to another origin.</summary>
internal static class Cors
{
    /// <summary>The answer to a preflight request, or null when this is none.</summary>
    public static Answer? Preflight(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (!HttpMethods.IsOptions(request.Method) || request.Headers.Origin.Count == 0 || request.Headers.AccessControlRequestMethod.Count == 0)
        {
            return null;
        }

        headers.Vary = "Origin";
        headers.AccessControlAllowMethods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
        headers.AccessControlMaxAge = "600";
        headers.AccessControlAllowHeaders = request.Headers.AccessControlRequestHeaders;
        headers.AccessControlAllowOrigin = request.Headers.Origin;
        headers.AccessControlAllowCredentials = "true";
        return new Answer(200, Documents.Blob("OK"), "text/plain; charset=utf-8");
    }

    public static void Allow(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (context.Request.Headers.Origin.Count > 0 && headers.AccessControlAllowOrigin.Count == 0)
        {
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlAllowCredentials = "true";
        }
    }
}
