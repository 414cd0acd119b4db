using System.Text;
using Microsoft.AspNetCore.Http;

namespace OTel.Argilla.Emulator.Faults;

/// <summary>The latest requests, without secrets.</summary>
internal sealed class RequestLog
{
    private const int Maximum = 10_000;
    private const int MaximumBody = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<EmulatedRequest> _requests = new();

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
        }
    }

    public void Add(HttpRequest request, string target, byte[] body, int status)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => Shown(header.Key, header.Value.ToString()), StringComparer.OrdinalIgnoreCase);
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, MaximumBody)));
        lock (_gate)
        {
            _requests.Enqueue(new EmulatedRequest(request.Method, target, headers, text, status));
            if (_requests.Count > Maximum)
            {
                _requests.Dequeue();
            }
        }
    }

    private static string Shown(string name, string value) => name.ToUpperInvariant() is "X-ARGILLA-API-KEY" or "AUTHORIZATION" or "COOKIE" ? "***" : value;
}
