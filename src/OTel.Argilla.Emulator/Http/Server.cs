using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.ReviewPage;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Http;

/// <summary>Takes requests from the web server: control, faults, the API, and the page that Argilla shows for any other address.</summary>
internal sealed class Server(Api api, Router router, FaultList faults, RequestLog log, ControlApi control, TimeProvider time, CancellationToken stopping)
{
    private const string Root = "/api/v1/";
    private const int MaximumTarget = 64 * 1024;

    public async Task Handle(HttpContext context)
    {
        try
        {
            await Serve(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has left, or the emulator stops.
            context.Abort();
        }
    }

    private async Task Serve(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = Uri.UnescapeDataString(question < 0 ? target : target[..question]);
        var query = question < 0 ? "" : target[(question + 1)..];
        if (target.Length > MaximumTarget)
        {
            context.Response.Headers.Connection = "close";
            await Answers.Write(context, new Answer(400, "Invalid HTTP request received."u8.ToArray(), "text/plain; charset=utf-8")).ConfigureAwait(false);
            return;
        }

        var body = await ReadBody(context.Request).ConfigureAwait(false);
        if (path == ControlApi.Root || path.StartsWith(ControlApi.Root + "/", StringComparison.Ordinal))
        {
            var allowed = ControlAccess.Allowed(context.Request);
            await Answers.Write(context, allowed ? control.Answer(context.Request.Method, path, body) : Answer.Json(403, ApiError.Forbidden().Body), isPublic: !allowed)
                .ConfigureAwait(false);
            return;
        }

        var fault = faults.Take(context.Request.Method, path);
        if (fault is { Kind: FaultKind.Delay })
        {
            await Wait(fault.Duration).ConfigureAwait(false);
            fault = null;
        }

        var answer = fault is { AfterWrite: false } ? PageAssets.Index : Answered(context, path, query, body);
        answer = fault is null ? answer : Spoilt(context, fault, answer.Status);

        if (answer is { Hold.Ticks: > 0 })
        {
            await Wait(answer.Hold).ConfigureAwait(false);
        }

        // Before the client can see the answer, so that a test that has one finds its request in the log.
        log.Add(context.Request, target, body, answer?.Status ?? 0);
        await (answer is null ? Break(context, fault!) : Answers.Write(context, answer)).ConfigureAwait(false);
    }

    /// <summary>Waits by the emulator's clock; a client that gives up meanwhile does not stop what its request does.</summary>
    private Task Wait(TimeSpan duration) => Task.Delay(duration, time, stopping);

    private static async Task<byte[]> ReadBody(HttpRequest request)
    {
        // A client that leaves once all is sent does not stop its write.
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, CancellationToken.None).ConfigureAwait(false);
        return buffer.ToArray();
    }

    /// <summary>What the fault makes of an answer of that status; null when there is to be none.</summary>
    private static Answer? Spoilt(HttpContext context, Fault fault, int status)
    {
        switch (fault.Kind)
        {
            case FaultKind.Reset or FaultKind.Hang:
                return null;
            case FaultKind.HtmlPage:
                return PageAssets.Index;
            case FaultKind.Garbage:
                return new Answer(status, "{\"items\": [{\"id\"\u0000<<"u8.ToArray(), "application/json");
            default:
                if (fault.RetryAfter is not null)
                {
                    context.Response.Headers.RetryAfter = fault.RetryAfter;
                }

                var body = fault.Body is null ? JsonText.Answer(ApiError.Server("builtins.Fault", "A fault was asked for").Body) : Documents.Blob(fault.Body);
                return new Answer(fault.StatusCode, body, "application/json");
        }
    }

    /// <summary>Breaks the connection; a hang does so when the client gives up or the emulator stops.</summary>
    private async Task Break(HttpContext context, Fault fault)
    {
        if (fault.Kind == FaultKind.Reset)
        {
            context.Abort();
            return;
        }

        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = context.RequestAborted.Register(() => over.TrySetResult());
        using var server = stopping.Register(() => over.TrySetResult());
        await over.Task.ConfigureAwait(false);
        context.Abort();
    }

    private Answer Answered(HttpContext context, string path, string query, byte[] body)
    {
        var request = context.Request;
        if (Cors.Preflight(context) is { } preflight)
        {
            return preflight;
        }

        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                ? PageAssets.Get(context, path)
                : Answer.Json(405, ApiError.Detail(405, "Method Not Allowed").Body);
        }

        var routing = router.Find(request.Method, path[(Root.Length - 1)..]);
        if (routing.Redirect is { } redirect)
        {
            context.Response.Headers.Location = $"{request.Scheme}://{request.Host}{Root[..^1]}{redirect}{(query.Length > 0 ? "?" : "")}{query}";
            return new Answer(307, [], null);
        }

        if (routing.Allow is { } allow)
        {
            context.Response.Headers.Allow = allow;
            return Answer.Json(405, ApiError.Detail(405, "Method Not Allowed").Body);
        }

        return routing.Route is null
            ? Answer.Json(404, ApiError.Detail(404, "Not Found").Body)
            : Routed(routing, new Incoming(
                request.Method, path, query, request.Headers["X-Argilla-Api-Key"].FirstOrDefault(),
                request.Headers.Authorization.FirstOrDefault(), request.ContentType, body));
    }

    private Answer Routed(Routing routing, Incoming incoming)
    {
        try
        {
            var reply = api.Answer(routing.Route!, routing.Path!, incoming);
            return reply.Body is null ? new Answer(reply.Status, [], "application/json") : Answer.Json(reply.Status, reply.Body);
        }
        catch (ApiError error)
        {
            return Answer.Json(error.Status, error.Body) with { Hold = error.Hold };
        }
        catch (UnpairedSurrogateException error)
        {
            return Answer.Json(422, ApiError.Invalid(error.Message).Body);
        }
        catch (Exception error)
        {
            // A fault of the emulator's own: said as such, so that nobody takes it for Argilla's.
            return Answer.Json(500, ApiError.Server($"emulator.{error.GetType().Name}", error.StackTrace ?? "").Body);
        }
    }
}
