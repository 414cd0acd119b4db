using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OTel.Argilla.Benchmarks.Rig;

namespace OTel.Argilla.Load.Servers;

/// <summary>
/// An Argilla that takes every record at next to no cost, so that on a small machine the sidecar is measured and not the server behind it. It counts the records by their ids.
/// </summary>
internal sealed class ArgillaSink : IAsyncDisposable
{
    private static readonly byte[] IdStart = "\"external_id\":\""u8.ToArray();

    private readonly WebApplication _app;
    private readonly HashSet<ulong> _ids = [];
    private readonly Lock _lock = new();
    private long _requests;

    private ArgillaSink(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>Records, however often each came.</summary>
    public int Records
    {
        get
        {
            lock (_lock)
            {
                return _ids.Count;
            }
        }
    }

    /// <summary>Requests with records.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    public static async Task<ArgillaSink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        var sink = new ArgillaSink(app);
        app.Run(sink.AnswerAsync);
        await app.StartAsync();
        sink.Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (context.Request.Path.Value!.EndsWith("/records/bulk", StringComparison.Ordinal))
        {
            await CountAsync(context.Request);
            await context.Response.Body.WriteAsync("{\"items\":[]}"u8.ToArray());
            return;
        }

        // The provisioning, answered as the benchmarks' Argilla does.
        using var argilla = new HttpClient(new ArgillaHandler());
        await context.Response.Body.WriteAsync(await argilla.GetByteArrayAsync(new Uri(Url, context.Request.Path + context.Request.QueryString)));
    }

    private async Task CountAsync(HttpRequest request)
    {
        var body = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? 1 << 20));
        try
        {
            var length = 0;
            while (await request.Body.ReadAsync(body.AsMemory(length)) is > 0 and var read)
            {
                length += read;
                if (length == body.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(body.Length * 2);
                    body.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(body);
                    body = larger;
                }
            }

            Interlocked.Increment(ref _requests);
            Count(body.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    /// <summary>Half of a trace's id, or a span's: enough to tell apart what this load makes.</summary>
    private static ulong Number(ReadOnlySpan<byte> hex) => ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private void Count(ReadOnlySpan<byte> body)
    {
        lock (_lock)
        {
            while (body.IndexOf(IdStart) is >= 0 and var at)
            {
                body = body[(at + IdStart.Length)..];
                _ids.Add(unchecked((Number(body[..16]) * 0x9E3779B97F4A7C15) + Number(body[33..49])));
            }
        }
    }
}
