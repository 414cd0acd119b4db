using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Answers;

namespace OTel.Argilla.Sidecar.Receivers.Http;

/// <summary>Writes answers in the encoding of their requests, not compressed.</summary>
internal static class HttpAnswers
{
    public static Task WriteAsync(HttpContext context, in Answer answer, OtlpSignal signal, OtlpFormat format)
    {
        var response = context.Response;
        if (answer.RetryAfter is { } delay)
        {
            response.Headers.RetryAfter = Math.Ceiling(Math.Max(delay.TotalSeconds, 1)).ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Kind == AnswerKind.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        return WriteAsync(response, AnswerCodes.Http(answer.Kind), ContentTypes.NameOf(format), Body(answer, signal, format));
    }

    public static Task WriteTextAsync(HttpContext context, int status, string text)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return WriteAsync(context.Response, status, "text/plain", Encoding.UTF8.GetBytes(text));
    }

    private static byte[] Body(in Answer answer, OtlpSignal signal, OtlpFormat format)
    {
        if (answer.Kind == AnswerKind.Accepted)
        {
            return format == OtlpFormat.Json ? JsonAnswers.Response(answer, signal) : ProtoAnswers.Response(answer);
        }

        var code = AnswerCodes.Grpc(answer.Kind);
        var message = answer.Message ?? string.Empty;
        return format == OtlpFormat.Json ? JsonAnswers.Status(code, message) : ProtoAnswers.Status(code, message);
    }

    private static async Task WriteAsync(HttpResponse response, int status, string contentType, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
