using Microsoft.Extensions.Logging;
using OTel.Argilla.Emulator;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Logging;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Status;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Sidecar.Hosting;

/// <summary>All that <c>otel-argilla serve</c> runs. What is needed by others starts first and ends last.</summary>
internal sealed class ServeHost : IAsyncDisposable
{
    private const int NewestPairs = 20;

    private readonly ServeSettings _settings;
    private readonly ILogger _logger;
    private readonly ILoggerFactory _loggers;
    private readonly LastError _lastError;
    private readonly TimeProvider _time;
    private readonly SidecarMetrics _metrics;
    private readonly Tally _tally = new(ExporterMetrics.MeterName);
    private ArgillaEmulator? _emulator;
    private ISidecar? _sidecar;
    private StatusServer? _status;
    private ReceiverHost? _receivers;
    private OwnTelemetry? _telemetry;

    private ServeHost(ServeSettings settings, ILoggerFactory loggers, LastError lastError, TimeProvider time)
    {
        _settings = settings;
        _loggers = loggers;
        _lastError = lastError;
        _time = time;
        _logger = loggers.CreateLogger("OTel.Argilla.Sidecar");
        _metrics = new SidecarMetrics(time);
    }

    /// <summary>Where the receivers listen.</summary>
    public ReceiverHost Receivers => _receivers!;

    /// <summary>Where the status page is; null when there is none.</summary>
    public Uri? StatusUrl => _status?.Url;

    /// <summary>Where the emulator is; null when there is none.</summary>
    public ArgillaEmulator? Emulator => _emulator;

    /// <summary>Starts everything, and says where.</summary>
    /// <param name="settings">Read and checked.</param>
    /// <param name="factory">Makes what stands behind the receivers.</param>
    /// <param name="configuration">For the variables of OpenTelemetry.</param>
    /// <param name="loggers">The log.</param>
    /// <param name="lastError">Remembers what was logged.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="Commands.CommandException">The emulator cannot start.</exception>
    /// <exception cref="ReceiverException">An address cannot be had, or a certificate cannot be read.</exception>
    /// <exception cref="Journal.JournalException">The journal cannot be opened.</exception>
    public static async Task<ServeHost> StartAsync(
        ServeSettings settings, SidecarFactory factory, CommandConfiguration configuration, ILoggerFactory loggers, LastError lastError, TimeProvider time,
        CancellationToken cancellation)
    {
        var host = new ServeHost(settings, loggers, lastError, time);
        try
        {
            await host.StartAsync(factory, configuration, cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening, answers what is in hand, gives Argilla its time, and checkpoints.</summary>
    public async Task StopAsync()
    {
        ServeLog.Stopping(_logger, _settings.StopTimeout.TotalSeconds);
        var began = _time.GetTimestamp();
        using (var limit = new CancellationTokenSource(_settings.StopTimeout, _time))
        {
            // A client that does not come to its end has not been told that its request is kept.
            await Receivers.StopAsync(limit.Token);
        }

        var left = _settings.StopTimeout - _time.GetElapsedTime(began);
        await _sidecar!.StopAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        var state = _sidecar.Look();
        ServeLog.Stopped(_logger, state.PendingTraces, state.OutboxRecords);
    }

    public async ValueTask DisposeAsync()
    {
        if (_receivers is not null)
        {
            await _receivers.DisposeAsync();
        }

        if (_status is not null)
        {
            await _status.DisposeAsync();
        }

        _telemetry?.Dispose();
        if (_sidecar is not null)
        {
            await _sidecar.DisposeAsync();
        }

        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }

        _tally.Dispose();
        _metrics.Dispose();
    }

    private async Task StartAsync(SidecarFactory factory, CommandConfiguration configuration, CancellationToken cancellation)
    {
        var directory = PrivateDirectory.Make(_settings.Journal.Directory);
        ServeLog.Directory(_logger, directory);
        if (_settings.Emulator.Enabled)
        {
            if (_settings.Argilla.ApiUrl is not null)
            {
                ServeLog.OfNoUse(_logger, "ARGILLA_API_URL or Argilla:ApiUrl", "with --emulator records go to the emulator.");
            }

            _emulator = await EmulatedArgilla.StartAsync(_settings.Emulator.Endpoint, directory, _settings.Argilla, cancellation);
            ServeLog.Emulator(_logger, Origin(_emulator.Url));
            if (!IsLoopback(_settings.Emulator.Endpoint))
            {
                ServeLog.EmulatorIsOpen(_logger, _settings.Emulator.Endpoint);
            }
        }

        SayDestination(configuration);
        _sidecar = factory(
            new SidecarOptions
            {
                DataDirectory = directory,
                MaxJournalBytes = _settings.Journal.MaxBytes,
                Argilla = _settings.Argilla,
                HasServer = _settings.Argilla.ApiUrl is not null,
                Rules = [.. _settings.Rules],
                NewestPairs = _settings.ShowsPairs ? NewestPairs : 0,
            },
            _loggers,
            _time,
            _metrics);
        _metrics.Observe(_sidecar.Look);
        _receivers = await ReceiverHost.StartAsync(_settings.Receiver, _sidecar, _loggers, _time, _metrics, cancellation);
        await StartStatusAsync(cancellation);
        _telemetry = OwnTelemetry.Start(configuration, _logger);
    }

    private void SayDestination(CommandConfiguration configuration)
    {
        if (_settings.Argilla.ApiUrl is { } url)
        {
            ServeLog.Destination(_logger, Redaction.Endpoint(url), _settings.Argilla.Dataset);
        }
        else
        {
            ServeLog.NoServer(_logger, _settings.Argilla.Dataset);
        }

        foreach (var (name, instead) in new[]
        {
            ("StorageDirectory", "the journal keeps what cannot be delivered."), ("MaxStorageBytes", "set Journal:MaxBytes."), ("MaxStorageAge", "what waits is never given up."),
        })
        {
            if (!string.IsNullOrEmpty(configuration.Root["Argilla:" + name]))
            {
                ServeLog.OfNoUse(_logger, "Argilla:" + name, instead);
            }
        }
    }

    private async Task StartStatusAsync(CancellationToken cancellation)
    {
        var options = _settings.Status;
        if (options.Endpoint.Length == 0 || !ListenAddress.TryParse(options.Endpoint, out var address))
        {
            return;
        }

        _status = await StatusServer.StartAsync(
            address,
            new PageAccess(_settings.Receiver.Authentication, address),
            () => new StatusReport(_sidecar!.Look(), _lastError.Value, _tally, _metrics.Throughput, options, _settings.ShowsPairs),
            _loggers,
            cancellation);
        ServeLog.Status(_logger, Origin(_status.Url));
        if (!address.IsLoopback && !_settings.Receiver.Authentication.IsOn)
        {
            ServeLog.StatusIsOpen(_logger, options.Endpoint);
        }

        if (options.ShowPairs && !_settings.ShowsPairs)
        {
            ServeLog.PairsAreHidden(_logger);
        }
    }

    private static bool IsLoopback(string endpoint) => ListenAddress.TryParse(endpoint, out var address) && address.IsLoopback;

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
