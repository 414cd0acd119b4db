using System.Globalization;
using System.Net;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>Where to listen. Port 0 is one that the system chooses.</summary>
/// <param name="Address">The address; null for <c>localhost</c>, which is both loopback addresses.</param>
/// <param name="Port">The port.</param>
internal readonly record struct ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>True when other machines cannot reach it.</summary>
    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    /// <summary>Reads an address with a port, and <c>localhost</c> and <c>*</c> in the place of an address. Names are not looked up.</summary>
    public static bool TryParse(string text, out ListenAddress address)
    {
        address = default;
        text = text.Trim();
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return false;
        }

        var host = text[..colon];
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            // Two ports that the system chooses would differ.
            address = new ListenAddress(port == 0 ? IPAddress.Loopback : null, port);
            return true;
        }

        if (host == "*")
        {
            address = new ListenAddress(IPAddress.IPv6Any, port);
            return true;
        }

        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!IPAddress.TryParse(isBracketed ? host[1..^1] : host, out var ip) || isBracketed != host.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        address = new ListenAddress(ip, port);
        return true;
    }
}
