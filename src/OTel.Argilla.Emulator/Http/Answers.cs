using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace OTel.Argilla.Emulator.Http;

/// <summary>Writes answers with the headers that clients of the real server could lean on.</summary>
internal static class Answers
{
    /// <summary>Writes an answer; pages of other origins may read it when it is public.</summary>
    public static async Task Write(HttpContext context, Answer answer, bool isPublic = true)
    {
        var (request, response) = (context.Request, context.Response);
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.Server = "uvicorn";
        if (isPublic)
        {
            Cors.Allow(context);
        }


        if (HttpMethods.IsHead(request.Method) || answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        var accepted = request.Headers.AcceptEncoding.ToString();
        if (answer.Body.Length > 0 && (accepted.Contains("br", StringComparison.Ordinal) || accepted.Contains("gzip", StringComparison.Ordinal)))
        {
            await Compressed(response, answer.Body, accepted.Contains("br", StringComparison.Ordinal)).ConfigureAwait(false);
            return;
        }

        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task Compressed(HttpResponse response, byte[] body, bool brotli)
    {
        response.Headers.ContentEncoding = brotli ? "br" : "gzip";
        response.Headers.Append("Vary", "Accept-Encoding");
        Stream stream = brotli
            ? new BrotliStream(response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(body, response.HttpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
