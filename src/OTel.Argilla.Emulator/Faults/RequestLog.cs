using System.Text;
using Microsoft.AspNetCore.Http;

namespace OTel.Argilla.Emulator.Faults;

/// <summary>The latest requests, without secrets.</summary>
internal sealed class RequestLog
{
    public const int Maximum = 10_000;

    /// <summary>In all bodies together: an emulator that runs for weeks is not to fill the memory with what it was sent.</summary>
    public const long MaximumCharacters = 64L * 1024 * 1024;

    private const int MaximumBody = 64 * 1024;
    private const string Masked = "***";

    private readonly Lock _gate = new();
    private readonly Queue<EmulatedRequest> _requests = new();
    private long _characters;

    public IReadOnlyList<EmulatedRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _characters = 0;
        }
    }

    public void Add(HttpRequest request, string target, byte[] body, int status)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => Shown(header.Key, header.Value.ToString()), StringComparer.OrdinalIgnoreCase);
        var text = HoldsPassword(target) ? Masked : Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MaximumBody)));
        lock (_gate)
        {
            _requests.Enqueue(new EmulatedRequest(request.Method, target, headers, text, status));
            _characters += text.Length;
            while (_requests.Count > Maximum || _characters > MaximumCharacters)
            {
                _characters -= _requests.Dequeue().Body.Length;
            }
        }
    }

    private static string Shown(string name, string value) => name.ToUpperInvariant() is "X-ARGILLA-API-KEY" or "AUTHORIZATION" or "PROXY-AUTHORIZATION" or "COOKIE" ? Masked : value;

    private static bool HoldsPassword(string target) => target.StartsWith("/api/v1/token", StringComparison.OrdinalIgnoreCase);
}
