using System.Security.Cryptography;
using System.Text;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Http;

/// <summary>The API key first, then a bearer token. Tokens are HS256 JWTs, signed with a key that dies with the process, as Argilla's default is.</summary>
internal sealed class Credentials(Store store, TimeProvider time)
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(24);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    public User Authenticate(string? apiKey, string? authorization)
    {
        if (apiKey is not null && store.Users.ByApiKey(apiKey) is { } owner)
        {
            return owner;
        }

        const string Scheme = "bearer ";
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || authorization[Scheme.Length..].Trim() is not { Length: > 0 } token)
        {
            throw ApiError.Unauthorized("Could not validate credentials");
        }

        return Decode(token) is { } username && store.Users.ByName(username) is { } user
            ? user
            : throw ApiError.Unauthorized("Invalid token");
    }

    public string Issue(string username)
    {
        var header = new Map().With("alg", "HS256").With("typ", "JWT");
        var payload = new Map().With("sub", username).With("exp", (time.GetUtcNow() + TokenLifetime).ToUnixTimeSeconds());
        var signed = $"{Base64Url(JsonText.Answer(header))}.{Base64Url(JsonText.Answer(payload))}";
        return $"{signed}.{Sign(signed)}";
    }

    private string? Decode(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sign($"{parts[0]}.{parts[1]}")), Encoding.ASCII.GetBytes(parts[2])))
        {
            return null;
        }

        var payload = (Map)JsonReader.Read(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        return payload.Get("exp") is long expires && expires > time.GetUtcNow().ToUnixTimeSeconds() ? payload.Text("sub") : null;
    }

    private string Sign(string text) => Base64Url(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(text)));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
