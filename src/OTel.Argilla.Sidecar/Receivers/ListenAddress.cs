using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>Where to listen. Port 0 is one that the system chooses.</summary>
/// <param name="Address">The address; null for <c>localhost</c>, which is both loopback addresses.</param>
/// <param name="Port">The port.</param>
internal readonly record struct ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>True when other machines cannot reach it.</summary>
    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    /// <summary>How one writes it, for messages.</summary>
    public static string Examples(int port) => FormattableString.Invariant($"such as 127.0.0.1:{port}, [::1]:{port}, localhost:{port}, or *:{port} for every address");

    /// <summary>True when only one of the two can be listened at.</summary>
    public bool Overlaps(ListenAddress other) => Port == other.Port && Port != 0 && (Covers(other) || other.Covers(this));

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

    /// <summary>Every address of IPv6 is every one of IPv4, too, as the web server listens.</summary>
    private bool Covers(ListenAddress other) => Address is null
        ? other.Address is null || other.Address.Equals(IPAddress.Loopback) || other.Address.Equals(IPAddress.IPv6Loopback)
        : Address.Equals(other.Address) || Address.Equals(IPAddress.IPv6Any) || (Address.Equals(IPAddress.Any) && other.Address?.AddressFamily != AddressFamily.InterNetworkV6);
}
