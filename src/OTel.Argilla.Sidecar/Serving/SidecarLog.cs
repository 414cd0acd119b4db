using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Serving;

/// <summary>What the operator must know of journal and assembly.</summary>
internal static partial class SidecarLog
{
    [LoggerMessage(200, LogLevel.Error, "{Problem} What it holds stays there.")]
    public static partial void Damaged(ILogger logger, string problem);

    [LoggerMessage(201, LogLevel.Error, "Putting traces together has failed; it goes on with the next ones.")]
    public static partial void Unexpected(ILogger logger, Exception exception);

    [LoggerMessage(202, LogLevel.Warning, "{Problem}")]
    public static partial void Crowded(ILogger logger, string problem);
}
