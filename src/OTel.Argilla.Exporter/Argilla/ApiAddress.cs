namespace OTel.Argilla.Exporter.Argilla;

/// <summary>The address of the server in the form that requests are made from.</summary>
internal static class ApiAddress
{
    /// <summary>
    /// The base with exactly one slash at its end, its path kept (Argilla can live under one), and without user, query and fragment. A double slash
    /// would get Argilla's web page with status 200.
    /// </summary>
    public static Uri Normalize(Uri address)
    {
        var path = address.AbsolutePath.Trim('/');
        return new UriBuilder(address.Scheme, address.Host, address.Port, path.Length == 0 ? "/" : $"/{path}/").Uri;
    }
}
