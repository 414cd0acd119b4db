using Microsoft.Extensions.Configuration;

namespace OTel.Argilla.Sidecar.Receivers.Settings;

/// <summary>The receivers' options from a section of the configuration, which comes of files, the environment and arguments.</summary>
internal static class ReceiverSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Receiver";

    /// <summary>Reads the options.</summary>
    /// <exception cref="ReceiverException">A value is of another kind, or there is a setting that does not exist.</exception>
    public static ReceiverOptions Read(IConfiguration configuration)
    {
        var options = new ReceiverOptions();
        var reader = new SectionReader(configuration.GetSection(Section));
        Read(reader, options);
        return reader.Problems() is { Count: > 0 } problems ? throw new ReceiverException(string.Join(Environment.NewLine, problems)) : options;
    }

    /// <summary>Asks for each setting there is.</summary>
    internal static void Read(SectionReader reader, ReceiverOptions options)
    {
        reader.Text("HttpEndpoint", value => options.HttpEndpoint = None(value));
        reader.Text("GrpcEndpoint", value => options.GrpcEndpoint = None(value));
        reader.Int32("MaxBodyBytes", value => options.MaxBodyBytes = value);
        reader.Int64("MaxBufferedBytes", value => options.MaxBufferedBytes = value);
        reader.Int32("MaxConcurrentRequestsPerClient", value => options.MaxConcurrentRequestsPerClient = value);
        reader.Int32("MaxRequestsPerSecondPerClient", value => options.MaxRequestsPerSecondPerClient = value);
        reader.Int32("MaxConnections", value => options.MaxConnections = value);
        reader.List("Authentication:BearerTokens", options.Authentication.BearerTokens);
        reader.List("Authentication:ApiKeys", options.Authentication.ApiKeys);
        reader.Text("Authentication:ApiKeyHeader", value => options.Authentication.ApiKeyHeader = value);
        reader.Text("Tls:CertificateFile", value => options.Tls.CertificateFile = value);
        reader.Text("Tls:KeyFile", value => options.Tls.KeyFile = value);
        reader.Text("Tls:ClientCaFile", value => options.Tls.ClientCaFile = value);
        reader.List("Cors:AllowedOrigins", options.Cors.AllowedOrigins);
        reader.List("Cors:AllowedHeaders", options.Cors.AllowedHeaders);
        reader.Duration("Cors:MaxAge", value => options.Cors.MaxAge = value);
        reader.Address("Forward:Endpoint", value => options.Forward.Endpoint = value);
        reader.Choice<Forwarding.ForwardProtocol>("Forward:Protocol", value => options.Forward.Protocol = value);
        reader.Map("Forward:Headers", options.Forward.Headers);
        reader.Int64("Forward:MaxQueuedBytes", value => options.Forward.MaxQueuedBytes = value);
        reader.Int32("Forward:MaxConcurrentRequests", value => options.Forward.MaxConcurrentRequests = value);
        reader.Duration("Forward:Timeout", value => options.Forward.Timeout = value);
        reader.Duration("Forward:FirstRetryDelay", value => options.Forward.FirstRetryDelay = value);
        reader.Duration("Forward:MaxRetryTime", value => options.Forward.MaxRetryTime = value);
    }

    /// <summary>A value that is empty counts as not set: this is how one says that there shall be none.</summary>
    private static string None(string value) => value.Equals("none", StringComparison.OrdinalIgnoreCase) ? string.Empty : value;
}
