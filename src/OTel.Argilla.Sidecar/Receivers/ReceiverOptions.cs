using OTel.Argilla.Sidecar.Receivers.Access;
using OTel.Argilla.Sidecar.Receivers.Forwarding;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>Where and from whom OTLP is taken.</summary>
internal sealed class ReceiverOptions
{
    /// <summary>Address and port for OTLP over HTTP, as <c>127.0.0.1:4318</c>, <c>[::1]:4318</c>, <c>localhost:4318</c>, or <c>*:4318</c> for every address; empty: none.</summary>
    public string HttpEndpoint { get; set; } = "127.0.0.1:4318";

    /// <summary>Address and port for OTLP over gRPC; empty: none.</summary>
    public string GrpcEndpoint { get; set; } = "127.0.0.1:4317";

    /// <summary>
    /// Largest request after decompression, in bytes. Collectors send batches of tens of megabytes, and drop those that are refused.
    /// </summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Memory for the bodies of all requests in hand, in bytes; what finds no room is asked to come again.</summary>
    public long MaxBufferedBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Requests in hand of one client (an IP address, or a network of 64 bits of IPv6); 0: no limit.</summary>
    public int MaxConcurrentRequestsPerClient { get; set; } = 100;

    /// <summary>Requests a second of one client, on average; 0: no limit.</summary>
    public int MaxRequestsPerSecondPerClient { get; set; }

    /// <summary>Connections at a time, on each port.</summary>
    public int MaxConnections { get; set; } = 4096;

    /// <summary>Who may send.</summary>
    public AuthenticationOptions Authentication { get; } = new();

    /// <summary>The certificate to show; without one there is no TLS.</summary>
    public TlsOptions Tls { get; } = new();

    /// <summary>Which web pages may send.</summary>
    public CorsOptions Cors { get; } = new();

    /// <summary>Where everything is sent on to.</summary>
    public ForwardOptions Forward { get; } = new();
}
