using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OTel.Argilla.Sidecar.Receivers.Forwarding;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>A receiver that keeps the bytes of requests as they are, and answers as it is told.</summary>
internal sealed class NextReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _isGrpc;
    private readonly Channel<NextRequest> _requests = Channel.CreateUnbounded<NextRequest>();
    private TaskCompletionSource _open = new();

    private NextReceiver(ForwardProtocol protocol)
    {
        _isGrpc = protocol == ForwardProtocol.Grpc;
        _open.SetResult();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = _isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Statuses of the answers to come; 200 when there are none.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public static async Task<NextReceiver> StartAsync(ForwardProtocol protocol)
    {
        var next = new NextReceiver(protocol);
        await next._app.StartAsync();
        return next;
    }

    /// <summary>The next request that has come.</summary>
    public async Task<NextRequest> TakeAsync() => await _requests.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>From now on requests get no answer.</summary>
    public void Hang() => _open = new TaskCompletionSource();

    public void GoOn() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        GoOn();
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        await _open.Task;
        var headers = context.Request.Headers;
        var coding = _isGrpc ? headers["grpc-encoding"].ToString() : headers.ContentEncoding.ToString();
        var request = new NextRequest(context.Request.Path, context.Request.ContentType, coding.Length == 0 ? null : coding, headers.Authorization, body.ToArray());
        context.Response.StatusCode = Answers.TryDequeue(out var status) ? status : 200;
        if (_isGrpc)
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(OtlpCalls.Frame([]));
            context.Response.AppendTrailer("grpc-status", "0");
        }

        await _requests.Writer.WriteAsync(request);
    }
}
