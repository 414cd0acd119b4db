using System.Net;
using Microsoft.AspNetCore.Http;

namespace OTel.Argilla.Emulator.Http;

/// <summary>
/// Who may use the emulator's own addresses: programs, and pages that the emulator served itself. A page of another origin must neither read what came in nor
/// make faults, not even one whose name was made to point at this machine.
/// </summary>
internal static class ControlAccess
{
    public static bool Allowed(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return IsOwnName(request.Host.Host)
            && (site.Length == 0 || site is "same-origin" or "none")
            && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}");
    }

    /// <summary>An address or localhost: names that nobody else can make point here.</summary>
    private static bool IsOwnName(string host) => host is "" or "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out _);
}
