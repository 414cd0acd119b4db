using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Receivers.Access;

namespace OTel.Argilla.Sidecar.Status;

/// <summary>Who may see the page: with tokens or keys whoever shows one, also as the password that a browser asks for; without them whoever gets here.</summary>
internal sealed class PageAccess(AuthenticationOptions options, ListenAddress address)
{
    private const string Basic = "Basic ";

    private readonly Authenticator _authenticator = new(options);

    /// <summary>
    /// False when a page elsewhere has made a browser believe that its own name is this machine: a name that resolves to a loopback address is no name of ours.
    /// </summary>
    public bool IsOurName(HostString host) => !address.IsLoopback
        || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    public bool IsAllowed(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.Count == 1 ? headers.Authorization[0] ?? string.Empty : string.Empty;
        return authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) && options.IsOn
            ? _authenticator.Accepts(PasswordOf(authorization[Basic.Length..].Trim()))
            : _authenticator.IsAllowed(headers);
    }

    private static string PasswordOf(string encoded)
    {
        var bytes = new byte[encoded.Length];
        var pair = Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : string.Empty;
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
