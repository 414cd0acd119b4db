namespace OTel.Argilla.Sidecar.Receivers.Access;

/// <summary>Which web pages may send. None: no browser may, as long as it asks first.</summary>
internal sealed class CorsOptions
{
    private const string Wildcard = "*.";

    /// <summary>Origins such as <c>https://app.example.com</c>, or <c>https://*.example.com</c> for the hosts below it, or <c>*</c> alone for all.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Headers that may be sent besides those that need no leave, <c>Content-Type</c>, <c>Content-Encoding</c> and those that authenticate.</summary>
    public IList<string> AllowedHeaders { get; } = [];

    /// <summary>How long browsers may remember the answer.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(2);

    public bool IsOn => AllowedOrigins.Count > 0;

    public static bool IsOrigin(string text)
    {
        var plain = text.Replace("://" + Wildcard, "://", StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority).Equals(plain, StringComparison.OrdinalIgnoreCase) && !plain.Contains('*', StringComparison.Ordinal);
    }
}
