using Google.Protobuf;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Benchmarks.Otlp.Schema;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers;

namespace OTel.Argilla.Load.Servers;

/// <summary>
/// What the sidecar is compared with: the sidecar's own receivers on the same web server, and behind them a parse with <c>Google.Protobuf</c> whose result is dropped. Or, to see what
/// the receivers cost, nothing at all.
/// </summary>
internal static class BaselineServer
{
    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(bool parses)
    {
        using var loggers = LoggerFactory.Create(static logging => logging.AddProvider(new StandardError()));
        await using var host = await ReceiverHost.StartAsync(new ReceiverOptions { HttpEndpoint = "127.0.0.1:0", GrpcEndpoint = "127.0.0.1:0" }, new Dropping(parses), loggers);
        await Console.In.ReadToEndAsync();
    }

    private sealed class Dropping(bool parses) : IIngestService
    {
        public ValueTask<IngestResult> IngestAsync(OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            try
            {
                if (parses)
                {
                    _ = ExportTraceServiceRequest.Parser.ParseFrom(body.Span);
                }

                return new(IngestResult.Accepted);
            }
            catch (InvalidProtocolBufferException exception)
            {
                return new(new IngestResult(IngestStatus.Malformed, 0, exception.Message));
            }
        }
    }

    private sealed class StandardError : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Console.Error.WriteLine(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
