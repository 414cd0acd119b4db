using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Answers;
using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Receivers.Http;

/// <summary>OTLP over HTTP.</summary>
internal sealed class HttpReceiver(Intake intake, Admission admission, BodyIntake bodies, AnswerCount count, ILogger logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpPaths.TryGetSignal(context.Request.Path.Value, out var signal))
        {
            await HttpAnswers.WriteTextAsync(context, StatusCodes.Status404NotFound, "404 page not found\n");
        }
        else if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await HttpAnswers.WriteTextAsync(context, StatusCodes.Status405MethodNotAllowed, "405 method not allowed, supported: [POST]");
        }
        else if (!ContentTypes.TryParse(context.Request.ContentType, out var format))
        {
            await HttpAnswers.WriteTextAsync(
                context, StatusCodes.Status415UnsupportedMediaType, "415 unsupported media type, supported: [application/json, application/x-protobuf]");
        }
        else
        {
            await ExportAsync(context, signal, format);
        }
    }

    private async Task ExportAsync(HttpContext context, OtlpSignal signal, OtlpFormat format)
    {
        var began = count.Begin();
        using var place = admission.Enter(context, out var refusal);
        var body = bodies.NewBody();
        try
        {
            var answer = refusal ?? await ReadAsync(context, body) ?? await intake.TakeAsync(signal, format, body, context.RequestAborted);
            await HttpAnswers.WriteAsync(context, answer, signal, format);
            count.Add(signal, answer, began);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has left: nobody is there to answer.
        }
        catch (Exception exception)
        {
            ReceiverLog.Unexpected(logger, exception);
            if (!context.Response.HasStarted)
            {
                await HttpAnswers.WriteAsync(context, Answer.Unavailable("The request could not be answered. The sidecar's log says why."), signal, format);
            }
        }
        finally
        {
            body.Release();
        }
    }

    private async ValueTask<Answer?> ReadAsync(HttpContext context, ReceivedBody body)
    {
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        if (!ContentCodings.TryParse(encoding, out var coding))
        {
            return Answer.Malformed($"Content-Encoding is none of {ContentCodings.Supported}: set compression to gzip at the sender.");
        }

        return context.Request.ContentLength > bodies.MaxBytes
            ? Answer.TooLarge(bodies.MaxBytes)
            : await bodies.ReadAsync(context.Request.Body, coding, body, context.RequestAborted);
    }
}
