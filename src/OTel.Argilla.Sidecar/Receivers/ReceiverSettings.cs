using OTel.Argilla.Sidecar.Configuration;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>The receivers' options from a section of the configuration, which comes of files, the environment and arguments.</summary>
internal static class ReceiverSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Receiver";

    /// <summary>Asks for each setting there is.</summary>
    public static void Read(SectionReader reader, ReceiverOptions options)
    {
        reader.Text("HttpEndpoint", options.HttpEndpoint, value => options.HttpEndpoint = None(value));
        reader.Text("GrpcEndpoint", options.GrpcEndpoint, value => options.GrpcEndpoint = None(value));
        reader.Int32("MaxBodyBytes", options.MaxBodyBytes, value => options.MaxBodyBytes = value);
        reader.Int64("MaxBufferedBytes", options.MaxBufferedBytes, value => options.MaxBufferedBytes = value);
        reader.Int32("MaxConcurrentRequestsPerClient", options.MaxConcurrentRequestsPerClient, value => options.MaxConcurrentRequestsPerClient = value);
        reader.Int32("MaxRequestsPerSecondPerClient", options.MaxRequestsPerSecondPerClient, value => options.MaxRequestsPerSecondPerClient = value);
        reader.Int32("MaxConnections", options.MaxConnections, value => options.MaxConnections = value);
        reader.List("Authentication:BearerTokens", options.Authentication.BearerTokens);
        reader.List("Authentication:ApiKeys", options.Authentication.ApiKeys);
        reader.Text("Authentication:ApiKeyHeader", options.Authentication.ApiKeyHeader, value => options.Authentication.ApiKeyHeader = value);
        reader.Text("Tls:CertificateFile", options.Tls.CertificateFile, value => options.Tls.CertificateFile = value);
        reader.Text("Tls:KeyFile", options.Tls.KeyFile, value => options.Tls.KeyFile = value);
        reader.Text("Tls:ClientCaFile", options.Tls.ClientCaFile, value => options.Tls.ClientCaFile = value);
        reader.List("Cors:AllowedOrigins", options.Cors.AllowedOrigins);
        reader.List("Cors:AllowedHeaders", options.Cors.AllowedHeaders);
        reader.Duration("Cors:MaxAge", options.Cors.MaxAge, value => options.Cors.MaxAge = value);
        reader.Address("Forward:Endpoint", options.Forward.Endpoint, value => options.Forward.Endpoint = value);
        reader.Choice<Forwarding.ForwardProtocol>("Forward:Protocol", options.Forward.Protocol, value => options.Forward.Protocol = value);
        reader.Map("Forward:Headers", options.Forward.Headers);
        reader.Int64("Forward:MaxQueuedBytes", options.Forward.MaxQueuedBytes, value => options.Forward.MaxQueuedBytes = value);
        reader.Int32("Forward:MaxConcurrentRequests", options.Forward.MaxConcurrentRequests, value => options.Forward.MaxConcurrentRequests = value);
        reader.Duration("Forward:Timeout", options.Forward.Timeout, value => options.Forward.Timeout = value);
        reader.Duration("Forward:FirstRetryDelay", options.Forward.FirstRetryDelay, value => options.Forward.FirstRetryDelay = value);
        reader.Duration("Forward:MaxRetryTime", options.Forward.MaxRetryTime, value => options.Forward.MaxRetryTime = value);
    }

    /// <summary>A value that is empty counts as not set: this is how one says that there shall be none.</summary>
    public static string None(string value) => value.Equals("none", StringComparison.OrdinalIgnoreCase) ? string.Empty : value;
}
