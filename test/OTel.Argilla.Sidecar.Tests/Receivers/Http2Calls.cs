using System.Net;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>A client of HTTP/2 without TLS that sends the headers and bytes it is given.</summary>
internal sealed class Http2Calls : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Sends a call; null when the connection is cut.</summary>
    public async Task<(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)?> SendAsync(
        Uri server, string method, string path, IReadOnlyList<(string Name, string Value)> headers, byte[] body, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return ((int)response.StatusCode, [.. All(response.Headers), .. All(response.Content.Headers), .. All(response.TrailingHeaders)], content);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();

    private static IEnumerable<(string Name, string Value)> All(System.Net.Http.Headers.HttpHeaders headers) =>
        headers.SelectMany(static header => header.Value.Select(value => (header.Key, value)));
}
