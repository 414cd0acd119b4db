namespace OTel.Argilla.Sidecar.Receivers.Access;

/// <summary>Who may send: whoever shows one of the tokens or keys. None: everybody.</summary>
internal sealed class AuthenticationOptions
{
    /// <summary>Shorter ones can be guessed.</summary>
    public const int LeastLength = 16;

    /// <summary>Values that are taken after <c>Authorization: Bearer</c>. Two at once, while clients change from the old one to the new.</summary>
    public IList<string> BearerTokens { get; } = [];

    /// <summary>Values that are taken in <see cref="ApiKeyHeader"/>.</summary>
    public IList<string> ApiKeys { get; } = [];

    public string ApiKeyHeader { get; set; } = "X-API-Key";

    public bool IsOn => BearerTokens.Count + ApiKeys.Count > 0;
}
