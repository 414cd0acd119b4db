using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace OTel.Argilla.Sidecar.Receivers.Access;

/// <summary>
/// Compares what a client shows with what is accepted, in a time that tells nothing: digests of the same length, all of them, every byte.
/// </summary>
internal sealed class Authenticator
{
    private const string Bearer = "Bearer ";

    private readonly byte[][] _tokens;
    private readonly byte[][] _keys;
    private readonly string _keyHeader;

    public Authenticator(AuthenticationOptions options)
    {
        _tokens = [.. options.BearerTokens.Select(Digest)];
        _keys = [.. options.ApiKeys.Select(Digest)];
        _keyHeader = options.ApiKeyHeader;
        Hint = (_tokens.Length, _keys.Length) switch
        {
            (_, 0) => "Send the header 'Authorization: Bearer' with a valid token (OTEL_EXPORTER_OTLP_HEADERS of an SDK, headers of a Collector's exporter).",
            (0, _) => $"Send a valid key in the header '{_keyHeader}' (OTEL_EXPORTER_OTLP_HEADERS of an SDK, headers of a Collector's exporter).",
            _ => $"Send the header 'Authorization: Bearer' with a valid token, or a valid key in the header '{_keyHeader}'.",
        };
    }

    /// <summary>What a client that is refused is told.</summary>
    public string Hint { get; }

    public bool IsAllowed(IHeaderDictionary headers)
    {
        if (_tokens.Length + _keys.Length == 0)
        {
            return true;
        }

        var authorization = One(headers.Authorization);
        var token = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : string.Empty;
        return Matches(_tokens, token) | Matches(_keys, One(headers[_keyHeader]));
    }

    /// <summary>True when the text is one of the tokens or keys.</summary>
    public bool Accepts(string secret) => Matches(_tokens, secret) | Matches(_keys, secret);

    private static string One(StringValues values) => values.Count == 1 ? values[0] ?? string.Empty : string.Empty;

    private static bool Matches(byte[][] accepted, string shown)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(shown), digest);
        var matches = false;
        foreach (var one in accepted)
        {
            matches |= CryptographicOperations.FixedTimeEquals(one, digest);
        }

        return matches;
    }

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
