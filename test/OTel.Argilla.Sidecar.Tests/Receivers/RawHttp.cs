using System.Net.Sockets;
using System.Text;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>A client of HTTP/1.1 that sends exactly the bytes it is given.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly List<byte> _received = [];
    private NetworkStream _stream = null!;

    public static async Task<RawHttp> ConnectAsync(Uri url)
    {
        var raw = new RawHttp();
        await raw._client.ConnectAsync(url.Host, url.Port);
        raw._stream = raw._client.GetStream();
        return raw;
    }

    /// <summary>Sends; a server that has answered already may have closed the way.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Reads an answer; null when the connection ends before one.</summary>
    public async Task<(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)?> ReadAsync(bool hasBody = true)
    {
        int end;
        while ((end = Text().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!await ReceiveAsync())
            {
                return null;
            }
        }

        var lines = Text()[..end].Split("\r\n");
        var headers = lines[1..].Select(static line => (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())).ToList();
        var length = hasBody ? int.Parse(headers.FirstOrDefault(static h => h.Item1.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Item2 ?? "0") : 0;
        while (_received.Count < end + 4 + length && await ReceiveAsync())
        {
        }

        var body = _received.GetRange(end + 4, length).ToArray();
        _received.RemoveRange(0, end + 4 + length);
        return (int.Parse(lines[0].Split(' ')[1]), headers, body);
    }

    /// <summary>Whether the server has closed the connection, which a further request shows.</summary>
    public async Task<bool> IsClosedAsync()
    {
        await SendAsync("GET /v1/traces HTTP/1.1\r\nHost: x\r\n\r\n");
        return await ReadAsync() is not { Status: 405 };
    }

    /// <summary>All that comes until the server closes.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return [.. _received];
    }

    public void Dispose() => _client.Dispose();

    private string Text() => Encoding.Latin1.GetString([.. _received]);

    private async Task<bool> ReceiveAsync()
    {
        var buffer = new byte[8192];
        try
        {
            var read = await _stream.ReadAsync(buffer);
            _received.AddRange(buffer.AsSpan(0, read));
            return read > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
