namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>Where everything that is received is sent on to, unchanged.</summary>
internal sealed class ForwardOptions
{
    /// <summary>The next receiver of OTLP, as <c>http://collector:4318</c>: paths such as <c>/v1/traces</c> are put behind it. Null: none.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The protocol of the next receiver, whatever requests came by.</summary>
    public ForwardProtocol Protocol { get; set; } = ForwardProtocol.Http;

    /// <summary>Headers to send, such as those that authenticate there. Those of the client are not sent on.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Memory for what waits, in bytes. What finds no room there is dropped and counted; Argilla gets it all the same.</summary>
    public long MaxQueuedBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Requests at a time.</summary>
    public int MaxConcurrentRequests { get; set; } = 4;

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request is tried again before it is dropped.</summary>
    public TimeSpan MaxRetryTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Wait before the first further try; it grows by half each time, up to 30 seconds.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    public bool IsOn => Endpoint is not null;
}
