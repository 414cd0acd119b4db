using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Receivers;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>A running receiver, with what stands behind it and what it has logged.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;

    private TestReceiver(ReceiverHost host, RecordingIngest ingest, RecordedLog log, ILoggerFactory loggers)
    {
        Host = host;
        Ingest = ingest;
        Log = log;
        _loggers = loggers;
    }

    public ReceiverHost Host { get; }

    public RecordingIngest Ingest { get; }

    public RecordedLog Log { get; }

    public Uri Http => Host.HttpUrl!;

    public Uri Grpc => Host.GrpcUrl!;

    public static async Task<TestReceiver> StartAsync(Action<ReceiverOptions>? configure = null)
    {
        var options = new ReceiverOptions { HttpEndpoint = "127.0.0.1:0", GrpcEndpoint = "127.0.0.1:0" };
        configure?.Invoke(options);
        var (ingest, log) = (new RecordingIngest(), new RecordedLog());
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        try
        {
            return new TestReceiver(await ReceiverHost.StartAsync(options, ingest, loggers), ingest, log, loggers);
        }
        catch
        {
            loggers.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _loggers.Dispose();
    }
}
