namespace OTel.Argilla.Sidecar.Logging;

/// <summary>How an event is written; a line each.</summary>
internal enum LogFormat
{
    /// <summary>For people.</summary>
    Plain,

    /// <summary>An object of JSON.</summary>
    Json,
}
