using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Sidecar.Status;

/// <summary>Health checks and the status page, at a port of their own.</summary>
internal sealed class StatusServer : IAsyncDisposable
{
    // Nothing inline, nothing from elsewhere, no framing, no markup from a text.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private readonly WebApplication _app;

    private StatusServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, with the port that the system has chosen.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="access">Who may see the page.</param>
    /// <param name="look">How things stand.</param>
    /// <param name="loggers">For the web server.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ReceiverException">The address cannot be had.</exception>
    public static async Task<StatusServer> StartAsync(
        ListenAddress address, PageAccess access, Func<StatusReport> look, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 256;
            kestrel.Limits.MaxRequestBodySize = 0;
            KestrelSetup.Listen(kestrel, address, static _ => { });
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, access, look));
        var server = new StatusServer(app);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            await app.DisposeAsync();
            throw new ReceiverException($"Cannot listen at Status:Endpoint: {exception.Message} Set another port, or end the program that has this one.", exception);
        }

        server.Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context, PageAccess access, Func<StatusReport> look)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        var path = context.Request.Path.Value ?? string.Empty;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            headers.Allow = "GET, HEAD";
            return TextAsync(context, StatusCodes.Status405MethodNotAllowed, "405 method not allowed, supported: [GET, HEAD]\n");
        }

        // These two tell nothing that a stranger may not know, and are asked by those who have no token.
        return path switch
        {
            "/healthz" => TextAsync(context, StatusCodes.Status200OK, "ok\n"),
            "/readyz" => ReadyAsync(context, look().Readiness),
            _ when !access.IsOurName(context.Request.Host) => TextAsync(context, StatusCodes.Status421MisdirectedRequest, "This machine is not called so: open the page at localhost or 127.0.0.1.\n"),
            _ when StatusAssets.TryGet(path, out var contentType, out var content) => WriteAsync(context, StatusCodes.Status200OK, contentType, content),
            not ("/" or "/status.json") => TextAsync(context, StatusCodes.Status404NotFound, "404 page not found\n"),
            _ when !access.IsAllowed(context.Request.Headers) => ChallengeAsync(context),
            "/" => WriteAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(StatusPage.Write(look(), ProductVersion.Text))),
            _ => WriteAsync(context, StatusCodes.Status200OK, "application/json", StatusJson.Write(look())),
        };
    }

    private static Task ReadyAsync(HttpContext context, Readiness readiness) =>
        WriteAsync(context, readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, "application/json", readiness.ToJson());

    private static Task ChallengeAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"otel-argilla\", charset=\"UTF-8\"";
        return TextAsync(context, StatusCodes.Status401Unauthorized, "Show a token or key of the receivers: as the password, with any name, or as their clients do.\n");
    }

    private static Task TextAsync(HttpContext context, int status, string text) => WriteAsync(context, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    private static async Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
