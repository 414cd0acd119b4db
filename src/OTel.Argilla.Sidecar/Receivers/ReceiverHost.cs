using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Receivers.Access;
using OTel.Argilla.Sidecar.Receivers.Bodies;
using OTel.Argilla.Sidecar.Receivers.Forwarding;
using OTel.Argilla.Sidecar.Receivers.Grpc;
using OTel.Argilla.Sidecar.Receivers.Http;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>The receivers, listening. Disposing it stops listening, answers what is in hand, and ends.</summary>
internal sealed class ReceiverHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<IDisposable> _owned;
    private readonly Forwarder? _forwarder;
    private int _stopped;
    private int _disposed;

    private ReceiverHost(WebApplication app, Forwarder? forwarder, List<IDisposable> owned)
    {
        _app = app;
        _forwarder = forwarder;
        _owned = owned;
    }

    /// <summary>Where OTLP over HTTP is taken, with the port that the system has chosen; null when it is not.</summary>
    public Uri? HttpUrl { get; private set; }

    /// <summary>Where OTLP over gRPC is taken; null when it is not.</summary>
    public Uri? GrpcUrl { get; private set; }

    /// <summary>What became of the requests that were to be sent on; null when none are.</summary>
    public ForwardCounts? Forwarded => _forwarder?.Counts;

    /// <summary>Checks the options and starts to listen.</summary>
    /// <param name="options">How.</param>
    /// <param name="ingest">Takes what comes.</param>
    /// <param name="loggers">Where to say what the operator should know.</param>
    /// <param name="time">The clock of deadlines; null for the system's.</param>
    /// <param name="metrics">Counts requests; null when nobody asks.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ReceiverException">An option is wrong, or an address cannot be had.</exception>
    public static async Task<ReceiverHost> StartAsync(
        ReceiverOptions options, IIngestService ingest, ILoggerFactory loggers, TimeProvider? time = null, SidecarMetrics? metrics = null,
        CancellationToken cancellationToken = default)
    {
        if (ReceiverOptionsValidator.FindProblems(options) is { Count: > 0 } problems)
        {
            throw new ReceiverException(string.Join(Environment.NewLine, problems));
        }

        var logger = loggers.CreateLogger("OTel.Argilla.Sidecar.Receivers");
        var owned = new List<IDisposable>();
        time ??= TimeProvider.System;
        var forwarder = options.Forward.IsOn ? new Forwarder(options.Forward, time, logger) : null;
        var app = Build(options, new Intake(ingest, forwarder, logger), loggers, logger, time, metrics, owned);
        var host = new ReceiverHost(app, forwarder, owned);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            await host.DisposeAsync();
            var endpoints = string.Join(" and ", new[] { options.HttpEndpoint, options.GrpcEndpoint }.Where(static endpoint => !string.IsNullOrWhiteSpace(endpoint)));
            throw new ReceiverException($"Cannot listen at {endpoints}: {exception.Message} Set other ports, or end the program that has these.", exception);
        }

        host.Announce(options, logger);
        return host;
    }

    /// <summary>Stops listening and answers what is in hand.</summary>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            await _app.StopAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await StopAsync();
        await _app.DisposeAsync();
        if (_forwarder is not null)
        {
            await _forwarder.DisposeAsync();
        }

        _owned.ForEach(static one => one.Dispose());
        _owned.Clear();
    }

    private static WebApplication Build(
        ReceiverOptions options, Intake intake, ILoggerFactory loggers, ILogger logger, TimeProvider time, SidecarMetrics? metrics, List<IDisposable> owned)
    {
        Certificates? certificates = null;
        if (options.Tls.IsOn)
        {
            owned.Add(certificates = new Certificates(options.Tls));
        }

        var admission = new Admission(options, logger);
        owned.Add(admission);
        var bodies = new BodyIntake(new BufferBudget(options.MaxBufferedBytes), options.MaxBodyBytes, keepsWire: options.Forward.IsOn);
        var http = new HttpReceiver(intake, admission, bodies, new AnswerCount(metrics, "http", time), logger);
        var grpc = new GrpcReceiver(intake, admission, bodies, new AnswerCount(metrics, "grpc", time), time, logger);

        // Nothing of settings files, the environment or Ctrl+C: whoever starts the receivers reads those.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore();
        if (certificates is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel => KestrelSetup.Configure(kestrel, options, certificates));
        if (options.Cors.IsOn)
        {
            builder.Services.AddCors();
        }

        var app = builder.Build();
        if (options.Cors.IsOn)
        {
            app.UseCors(policy => CorsSetup.Apply(policy, options));
        }

        app.Run(context => KestrelSetup.IsGrpc(context) ? grpc.HandleAsync(context) : http.HandleAsync(context));
        return app;
    }

    private void Announce(ReceiverOptions options, ILogger logger)
    {
        var bound = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        var next = 0;
        HttpUrl = Announce("HTTP", options.HttpEndpoint);
        GrpcUrl = Announce("gRPC", options.GrpcEndpoint);

        Uri? Announce(string protocol, string endpoint)
        {
            if (string.IsNullOrWhiteSpace(endpoint) || !ListenAddress.TryParse(endpoint, out var address))
            {
                return null;
            }

            var url = new Uri(bound[next++]);
            ReceiverLog.Listening(logger, protocol, url.GetLeftPart(UriPartial.Authority));
            if (!address.IsLoopback && !options.Authentication.IsOn && options.Tls.ClientCaFile is null)
            {
                ReceiverLog.OpenToAll(logger, protocol, endpoint);
            }
            else if (!address.IsLoopback && !options.Tls.IsOn)
            {
                ReceiverLog.Readable(logger, protocol, endpoint);
            }

            return url;
        }
    }
}
