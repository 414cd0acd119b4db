namespace OTel.Argilla.Emulator.Tests;

/// <summary>HTTP clients that use no connection again that the emulator may be closing: it does so after 5 idle seconds, as Argilla does.</summary>
internal static class Web
{
    public static HttpClient Client(Uri? address = null, bool followRedirects = true) => new(new SocketsHttpHandler
    {
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
        AllowAutoRedirect = followRedirects,
        UseCookies = false,
    }) { BaseAddress = address };
}
