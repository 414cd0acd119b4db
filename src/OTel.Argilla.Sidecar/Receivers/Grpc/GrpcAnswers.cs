using System.Globalization;
using Microsoft.AspNetCore.Http;
using OTel.Argilla.Sidecar.Receivers.Answers;

namespace OTel.Argilla.Sidecar.Receivers.Grpc;

/// <summary>Writes answers to calls. They are a few bytes and not compressed.</summary>
internal static class GrpcAnswers
{
    public static async Task WriteAsync(HttpContext context, Answer answer)
    {
        if (answer.Kind != AnswerKind.Accepted)
        {
            Refuse(context, StatusCodes.Status200OK, AnswerCodes.Grpc(answer.Kind), answer.Message ?? string.Empty, answer.RetryAfter);
            return;
        }

        context.Response.ContentType = TypeOf(context);
        context.Response.DeclareTrailer(GrpcHeaders.Status);
        await context.Response.Body.WriteAsync(GrpcMessage.Frame(ProtoAnswers.Response(answer), isCompressed: false));
        context.Response.AppendTrailer(GrpcHeaders.Status, "0");
    }

    /// <summary>An answer without a message: all of it is in the headers.</summary>
    public static void Refuse(HttpContext context, int httpStatus, int code, string message, TimeSpan? retryAfter = null)
    {
        context.Response.StatusCode = httpStatus;
        context.Response.ContentType = TypeOf(context);
        context.Response.Headers[GrpcHeaders.Status] = code.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers[GrpcHeaders.Message] = GrpcHeaders.EncodeMessage(message);
        if (retryAfter is { } delay)
        {
            // RESOURCE_EXHAUSTED is tried again with this only.
            context.Response.Headers[GrpcHeaders.Details] = Convert.ToBase64String(ProtoAnswers.Status(code, message, delay)).TrimEnd('=');
        }
    }

    /// <summary>As the client names it, <c>application/grpc+proto</c> among others.</summary>
    private static string TypeOf(HttpContext context)
    {
        var asked = context.Request.ContentType;
        return GrpcHeaders.IsGrpc(asked) && !asked!.Contains(';', StringComparison.Ordinal) ? asked : GrpcHeaders.ContentType;
    }
}
