using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>What the operator should know of the next receiver.</summary>
internal static partial class ForwardLog
{
    [LoggerMessage(20, LogLevel.Warning, "The next OTLP receiver does not take what is sent on ({Reason}); it is tried again. Argilla's side goes on.")]
    public static partial void Down(ILogger logger, string reason);

    [LoggerMessage(21, LogLevel.Information, "The next OTLP receiver takes what is sent on again. {Dropped} requests were dropped since the start.")]
    public static partial void Back(ILogger logger, long dropped);

    [LoggerMessage(22, LogLevel.Warning, "More than {MaxQueuedBytes} bytes wait for the next OTLP receiver: what comes now is not sent on to it. Argilla's side goes on.")]
    public static partial void Full(ILogger logger, long maxQueuedBytes);

    [LoggerMessage(23, LogLevel.Warning, "The next OTLP receiver has refused a request ({Reason}), {Count} since the start.")]
    public static partial void Refused(ILogger logger, string reason, long count);
}
