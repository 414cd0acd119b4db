using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Answers;
using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Receivers.Grpc;

/// <summary>
/// OTLP over gRPC: unary calls whose message is handed on as the bytes it is. The protocol of one message each way is small; to have it here gives the bound on
/// what a message may grow to when it is decompressed, and an answer of our own choice in every case.
/// </summary>
internal sealed class GrpcReceiver(Intake intake, Admission admission, BodyIntake bodies, AnswerCount count, TimeProvider time, ILogger logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        var contentType = context.Request.ContentType;
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            GrpcAnswers.Refuse(context, StatusCodes.Status405MethodNotAllowed, AnswerCodes.InvalidArgument, "gRPC calls are sent by POST.");
        }
        else if (!GrpcHeaders.IsGrpc(contentType))
        {
            GrpcAnswers.Refuse(
                context, StatusCodes.Status415UnsupportedMediaType, AnswerCodes.InvalidArgument, "This port speaks gRPC (application/grpc): OTLP over HTTP has a port of its own, 4318 by default.");
        }
        else if (!GrpcMethods.TryGetSignal(context.Request.Path.Value, out var signal))
        {
            GrpcAnswers.Refuse(
                context, StatusCodes.Status200OK, AnswerCodes.Unimplemented, "There is no such service or method here: traces, logs and metrics are exported to Export of the services of opentelemetry.proto.collector.");
        }
        else
        {
            await ExportAsync(context, signal);
        }
    }

    private async Task ExportAsync(HttpContext context, OtlpSignal signal)
    {
        var began = count.Begin();
        using var place = admission.Enter(context, out var refusal);
        using var deadline = Deadline.Of(context, time);
        var body = bodies.NewBody();
        try
        {
            var answer = refusal ?? (deadline.HasPassed ? Expired : (Answer?)null) ?? await ReadAsync(context, body, deadline.Token)
                ?? await intake.TakeAsync(signal, OtlpFormat.Protobuf, body, deadline.Token);
            await GrpcAnswers.WriteAsync(context, answer);
            count.Add(signal, answer, began);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has left: nobody is there to answer.
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            await GrpcAnswers.WriteAsync(context, Expired);
            count.Add(signal, Expired, began);
        }
        catch (Exception exception)
        {
            ReceiverLog.Unexpected(logger, exception);
            if (!context.Response.HasStarted)
            {
                await GrpcAnswers.WriteAsync(context, Answer.Unavailable("The request could not be answered. The sidecar's log says why."));
            }
        }
        finally
        {
            body.Release();
        }
    }

    private static Answer Expired => new(AnswerKind.Expired, "The call's deadline has passed: raise the exporter's timeout.");

    private async ValueTask<Answer?> ReadAsync(HttpContext context, ReceivedBody body, CancellationToken cancellationToken)
    {
        var encoding = context.Request.Headers[GrpcHeaders.Encoding].ToString();
        if (!ContentCodings.TryParse(encoding, out var coding))
        {
            context.Response.Headers[GrpcHeaders.AcceptEncoding] = GrpcHeaders.Encodings;
            return new Answer(AnswerKind.UnknownEncoding, $"grpc-encoding is none of {ContentCodings.Supported}: set compression to gzip at the sender.");
        }

        return await GrpcMessage.ReadAsync(context.Request.Body, coding, body, bodies, cancellationToken);
    }
}
