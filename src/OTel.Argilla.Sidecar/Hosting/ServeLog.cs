using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Hosting;

/// <summary>What the operator must know of the process.</summary>
internal static partial class ServeLog
{
    [LoggerMessage(100, LogLevel.Information, "What must outlive a restart is kept in {Directory}.")]
    public static partial void Directory(ILogger logger, string directory);

    [LoggerMessage(101, LogLevel.Information, "Records go to {Url}, dataset '{Dataset}'.")]
    public static partial void Destination(ILogger logger, string url, string dataset);

    [LoggerMessage(102, LogLevel.Warning, "No address of Argilla is set: everything is kept in the journal, for dataset '{Dataset}', until the sidecar is started with ARGILLA_API_URL and ARGILLA_API_KEY.")]
    public static partial void NoServer(ILogger logger, string dataset);

    [LoggerMessage(103, LogLevel.Information, "The emulator stands in for Argilla. Review the records at {Url}")]
    public static partial void Emulator(ILogger logger, string url);

    [LoggerMessage(104, LogLevel.Warning, "The emulator can be reached from other machines at {Address}. Its keys are no secrets, and what it holds is not protected.")]
    public static partial void EmulatorIsOpen(ILogger logger, string address);

    [LoggerMessage(105, LogLevel.Information, "Health checks and the status page are at {Url}")]
    public static partial void Status(ILogger logger, string url);

    [LoggerMessage(106, LogLevel.Warning, "The status page at {Address} can be reached from other machines, by whoever asks: set Receiver:Authentication:BearerTokens or Receiver:Authentication:ApiKeys, or Status:Endpoint to 127.0.0.1:4319.")]
    public static partial void StatusIsOpen(ILogger logger, string address);

    [LoggerMessage(107, LogLevel.Warning, "Status:ShowPairs is on, but the page can be reached from other machines by whoever asks: pairs are not shown.")]
    public static partial void PairsAreHidden(ILogger logger);

    [LoggerMessage(108, LogLevel.Warning, "{Setting} is set, and is of no use here: {Instead}")]
    public static partial void OfNoUse(ILogger logger, string setting, string instead);

    [LoggerMessage(110, LogLevel.Information, "Stopping: what is in hand is finished, and Argilla has {Seconds} seconds to take the records that are ready. A second signal ends at once.")]
    public static partial void Stopping(ILogger logger, double seconds);

    [LoggerMessage(111, LogLevel.Information, "Stopped. What is not delivered waits in the journal: {Traces} traces that are not complete, {Records} records.")]
    public static partial void Stopped(ILogger logger, long traces, long records);

    [LoggerMessage(112, LogLevel.Information, "Own telemetry is sent to {Endpoint}.")]
    public static partial void OwnTelemetry(ILogger logger, string endpoint);
}
