using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>What the receivers say to the operator. Nothing of what requests hold.</summary>
internal static partial class ReceiverLog
{
    [LoggerMessage(1, LogLevel.Information, "Receiving OTLP over {Protocol} at {Address}.")]
    public static partial void Listening(ILogger logger, string protocol, string address);

    [LoggerMessage(2, LogLevel.Warning, "{Protocol} listens at {Address}, which other machines may reach, and takes traces from whoever sends them: set Receiver:Authentication:BearerTokens or Receiver:Authentication:ApiKeys, or Receiver:Tls:ClientCaFile, or listen at 127.0.0.1.")]
    public static partial void OpenToAll(ILogger logger, string protocol, string address);

    [LoggerMessage(3, LogLevel.Warning, "{Protocol} listens at {Address}, which other machines may reach, without TLS: tokens, prompts and answers cross the network readable. Set Receiver:Tls:CertificateFile, or put a proxy with TLS in front.")]
    public static partial void Readable(ILogger logger, string protocol, string address);

    [LoggerMessage(4, LogLevel.Warning, "Metrics were sent here. They are accepted and dropped, since no record is made of them: leave this endpoint out of your metrics pipeline. This is said once.")]
    public static partial void MetricsDropped(ILogger logger);

    [LoggerMessage(5, LogLevel.Error, "A request could not be answered as it should; its client was asked to send it again. This is a bug: please report it.")]
    public static partial void Unexpected(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "Requests without a valid token or key are refused, the first from {Client}. This is said once.")]
    public static partial void Unauthenticated(ILogger logger, string client);
}
