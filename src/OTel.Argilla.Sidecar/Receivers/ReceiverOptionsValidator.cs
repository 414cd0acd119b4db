using OTel.Argilla.Sidecar.Receivers.Access;
using OTel.Argilla.Sidecar.Receivers.Forwarding;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>Finds what is wrong with the options, before anything listens.</summary>
internal static class ReceiverOptionsValidator
{
    private const int MaxBody = 1024 * 1024 * 1024;

    /// <summary>One sentence for each problem; it begins with the setting's whole name and says what to do. No secret is in it.</summary>
    public static List<string> FindProblems(ReceiverOptions options)
    {
        var problems = new List<string>();
        CheckEndpoint(problems, nameof(options.HttpEndpoint), options.HttpEndpoint, 4318);
        CheckEndpoint(problems, nameof(options.GrpcEndpoint), options.GrpcEndpoint, 4317);
        if (string.IsNullOrWhiteSpace(options.HttpEndpoint) && string.IsNullOrWhiteSpace(options.GrpcEndpoint))
        {
            problems.Add($"HttpEndpoint and {ReceiverSettings.Section}:GrpcEndpoint are both none: set at least one, such as 127.0.0.1:4318.");
        }

        CheckRange(problems, nameof(options.MaxBodyBytes), options.MaxBodyBytes, 1024, MaxBody);
        CheckRange(problems, nameof(options.MaxBufferedBytes), options.MaxBufferedBytes, 2L * options.MaxBodyBytes, long.MaxValue);
        CheckRange(problems, nameof(options.MaxConcurrentRequestsPerClient), options.MaxConcurrentRequestsPerClient, 0, 1_000_000);
        CheckRange(problems, nameof(options.MaxRequestsPerSecondPerClient), options.MaxRequestsPerSecondPerClient, 0, 1_000_000);
        CheckRange(problems, nameof(options.MaxConnections), options.MaxConnections, 1, 1_000_000);
        CheckAuthentication(problems, options.Authentication);
        CheckTls(problems, options.Tls);
        CheckCors(problems, options.Cors);
        CheckForward(problems, options.Forward);
        return problems.ConvertAll(static problem => $"{ReceiverSettings.Section}:{problem}");
    }

    private static void CheckEndpoint(List<string> problems, string name, string value, int port)
    {
        if (!string.IsNullOrWhiteSpace(value) && !ListenAddress.TryParse(value, out _))
        {
            problems.Add($"{name} is '{value}': give an IP address and a port, {ListenAddress.Examples(port)}.");
        }
    }

    private static void CheckRange(List<string> problems, string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            problems.Add(most == long.MaxValue
                ? FormattableString.Invariant($"{name} is {value}: it must be at least {least}.")
                : FormattableString.Invariant($"{name} is {value}: it must be from {least} to {most}."));
        }
    }

    private static void CheckAuthentication(List<string> problems, AuthenticationOptions options)
    {
        CheckSecrets(problems, "Authentication:BearerTokens", options.BearerTokens);
        CheckSecrets(problems, "Authentication:ApiKeys", options.ApiKeys);
        if (options.ApiKeyHeader.Length == 0 || options.ApiKeyHeader.Any(static c => !char.IsAsciiLetterOrDigit(c) && c != '-' && c != '_'))
        {
            problems.Add($"Authentication:ApiKeyHeader is '{options.ApiKeyHeader}': it must be the name of a header, of letters, digits and hyphens.");
        }
    }

    private static void CheckSecrets(List<string> problems, string name, IList<string> secrets)
    {
        if (secrets.Any(static secret => secret.Length < AuthenticationOptions.LeastLength || secret.Any(static c => c is <= ' ' or > '~')))
        {
            problems.Add($"{name} holds a value that is shorter than {AuthenticationOptions.LeastLength} characters, or has a space or a character that is not ASCII: make a new one, for example with 'openssl rand -hex 32'.");
        }
    }

    private static void CheckTls(List<string> problems, TlsOptions options)
    {
        if (options.CertificateFile is null && (options.KeyFile is not null || options.ClientCaFile is not null))
        {
            problems.Add("Tls:CertificateFile is missing: KeyFile and ClientCaFile are of use only with the server's certificate.");
        }

        foreach (var (name, file) in new[] { ("CertificateFile", options.CertificateFile), ("KeyFile", options.KeyFile), ("ClientCaFile", options.ClientCaFile) })
        {
            if (file is not null && !File.Exists(file))
            {
                problems.Add($"Tls:{name} is '{file}': there is no such file, or it may not be read.");
            }
        }
    }

    private static void CheckForward(List<string> problems, ForwardOptions options)
    {
        if (options.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https") || endpoint.UserInfo.Length > 0))
        {
            problems.Add("Forward:Endpoint must be an address such as http://collector:4318, without a user or password: those go into Receiver:Forward:Headers.");
        }

        CheckRange(problems, "Forward:MaxQueuedBytes", options.MaxQueuedBytes, 1024, long.MaxValue);
        CheckRange(problems, "Forward:MaxConcurrentRequests", options.MaxConcurrentRequests, 1, 256);
        if (options.Timeout <= TimeSpan.Zero || options.MaxRetryTime < TimeSpan.Zero || options.FirstRetryDelay <= TimeSpan.Zero)
        {
            problems.Add("Forward:Timeout, Forward:MaxRetryTime and Forward:FirstRetryDelay must be positive, such as 00:00:10.");
        }
    }

    private static void CheckCors(List<string> problems, CorsOptions options)
    {
        foreach (var origin in options.AllowedOrigins.Where(static origin => origin != "*" && !CorsOptions.IsOrigin(origin)))
        {
            problems.Add($"Cors:AllowedOrigins holds '{origin}': give scheme and host without a path, such as https://app.example.com or https://*.example.com, or * alone.");
        }

        if (options.AllowedOrigins.Count > 1 && options.AllowedOrigins.Contains("*"))
        {
            problems.Add("Cors:AllowedOrigins holds * and others: give * alone, or the origins without it.");
        }
    }
}
