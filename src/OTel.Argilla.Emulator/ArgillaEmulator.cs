using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OTel.Argilla.Emulator.Endpoints;
using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator;

/// <summary>An emulation of Argilla 2.8's REST API in this process. Disposing it stops it and leaves nothing behind but its data file, if it has one.</summary>
public sealed class ArgillaEmulator : IAsyncDisposable
{
    private const int MaximumHead = 1024 * 1024;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    /// <summary>Not Timeout.InfiniteTimeSpan: Kestrel adds that to the time, and what overflows has long passed, so now and then a request was answered 408.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromDays(365);

    private readonly WebApplication _app;
    private readonly Store _store;
    private readonly RequestLog _log;
    private readonly CancellationTokenSource _stopping;
    private int _disposed;

    private ArgillaEmulator(WebApplication app, Store store, RequestLog log, FaultList faults, CancellationTokenSource stopping)
    {
        _app = app;
        _store = store;
        _log = log;
        _stopping = stopping;
        Faults = faults;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var owner = store.Transact(() => store.Users.All().FirstOrDefault(user => user.IsOwner) ?? store.Users.All().First());
        ApiKey = JsonNode.Parse(owner.Answer.Utf8)!["api_key"]!.GetValue<string>();
        var workspace = store.Transact(() => store.Workspaces.All().FirstOrDefault());
        Workspace = workspace is null ? "" : JsonNode.Parse(workspace.Utf8)!["name"]!.GetValue<string>();
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>The API key of its first owner.</summary>
    public string ApiKey { get; }

    /// <summary>The name of its first workspace.</summary>
    public string Workspace { get; }

    /// <summary>The faults it has been told to show.</summary>
    public FaultList Faults { get; }

    /// <summary>The services that Argilla leans on, which can be told to fail.</summary>
    public Services Services => _store.Services;

    /// <summary>The latest requests it got, at most 10,000 and 64 Mi characters of bodies, oldest first, without secrets.</summary>
    public IReadOnlyList<EmulatedRequest> Requests => _log.All;

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How; null for the defaults: a free loopback port, in memory.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The running emulator.</returns>
    /// <exception cref="EmulatorException">The data file is in use or no emulator's, the setup cannot be read, or the address is taken.</exception>
    public static async Task<ArgillaEmulator> StartAsync(ArgillaEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ArgillaEmulatorOptions();
        var store = new Store(options.DataFile, options.TimeProvider, options.LikePostgresql, options.RefuseVectors);
        var stopping = new CancellationTokenSource();
        try
        {
            var (faults, log) = (new FaultList(), new RequestLog());
            var credentials = new Credentials(store, options.TimeProvider);
            var (api, router) = (new Http.Api(store, credentials), new Router(AllRoutes(credentials)));
            Setup.Apply(store, options.Setup, (dataset, workspace, apiKey) => new SetupDatasets(api, router, apiKey).Make(dataset, workspace));
            var server = new Server(api, router, faults, log, new ControlApi(faults, log, store), options.TimeProvider, stopping.Token);
            var app = Build(options.Url, server);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ArgillaEmulator(app, store, log, faults, stopping);
        }
        catch (IOException error)
        {
            stopping.Dispose();
            store.Dispose();
            throw new EmulatorException($"Cannot listen on {options.Url}: {error.Message}", error);
        }
        catch
        {
            stopping.Dispose();
            store.Dispose();
            throw;
        }
    }

    /// <summary>The records of a dataset, oldest first, without going through the API.</summary>
    /// <param name="dataset">The dataset's name, in any workspace.</param>
    /// <returns>The records; none when there is no such dataset.</returns>
    public IReadOnlyList<EmulatedRecord> Records(string dataset) => _store.Transact<IReadOnlyList<EmulatedRecord>>(() =>
    [
        .. _store.Datasets.All().Where(candidate => candidate.Document.Text("name") == dataset)
            .SelectMany(found => Snapshot.Of(_store, found)),
    ]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        using (var now = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
        {
            await _app.StopAsync(now.Token).ConfigureAwait(false);
        }

        await _app.DisposeAsync().ConfigureAwait(false);
        _store.Dispose();
        _stopping.Dispose();
    }

    private static List<ApiRoute> AllRoutes(Credentials credentials) =>
    [
        .. ServerEndpoints.Routes(credentials), .. WorkspaceEndpoints.Routes, .. DatasetEndpoints.Routes, .. FieldEndpoints.Routes,
        .. QuestionEndpoints.Routes, .. MetadataEndpoints.Routes, .. VectorEndpoints.Routes, .. BulkEndpoints.Routes, .. RecordEndpoints.Routes,
        .. SuggestionEndpoints.Routes, .. ResponseEndpoints.Routes, .. ProgressEndpoints.Routes, .. SearchEndpoints.Routes,
    ];

    private static WebApplication Build(Uri url, Server server)
    {
        // Nothing of the surrounding application: no settings files, no environment, no hold on Ctrl+C.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.KeepAliveTimeout = KeepAlive;
            kestrel.Limits.RequestHeadersTimeout = Forever;
            kestrel.Limits.MaxRequestLineSize = MaximumHead;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaximumHead;
            kestrel.Limits.MaxRequestHeaderCount = 10_000;
            kestrel.Limits.MaxRequestBufferSize = 2 * MaximumHead;
            if (url.Host == "localhost" && url.Port != 0)
            {
                kestrel.ListenLocalhost(url.Port);
                return;
            }

            kestrel.Listen(Address(url), url.Port);
        });
        var app = builder.Build();
        app.Run(server.Handle);
        return app;
    }

    private static IPAddress Address(Uri url) => IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
        ? address
        : url.Host == "localhost" ? IPAddress.Loopback : throw new EmulatorException($"Give the address to listen on as an IP address, not as '{url.Host}'.");
}
