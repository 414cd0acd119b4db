using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OTel.Argilla.Emulator.Tests.Transport;

/// <summary>One answer as it came over a socket.</summary>
internal sealed record RawAnswer(string StatusLine, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A connection to the emulator at the level of bytes, which are Latin-1 characters here.</summary>
internal sealed class RawConnection(CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly StringBuilder _received = new();

    public static async Task<RawConnection> Open(Uri server, CancellationToken cancellationToken)
    {
        var connection = new RawConnection(cancellationToken);
        await connection._client.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
        return connection;
    }

    public async Task Send(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    /// <summary>The next answer, 100 Continue included; null when the connection ends instead.</summary>
    public async Task<RawAnswer?> Next()
    {
        if (await Until(() => _received.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4) is not { } head)
        {
            return null;
        }

        var lines = head[..^4].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1], StringComparer.Ordinal);
        var length = headers.TryGetValue("content-length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var body = await Until(() => _received.Length >= length ? length : 3) ?? "";
        return new RawAnswer(lines[0], headers, body);
    }

    /// <summary>Whether the server ends the connection without another byte.</summary>
    public async Task<bool> Ends()
    {
        try
        {
            return _received.Length == 0 && await _client.GetStream().ReadAsync(new byte[1], cancellationToken) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads until the end that is asked for is there (4 or more, or 0 for nothing to read), and takes what stands before it.</summary>
    private async Task<string?> Until(Func<int> end)
    {
        var buffer = new byte[65536];
        while (end() is 3)
        {
            try
            {
                var read = await _client.GetStream().ReadAsync(buffer, cancellationToken);
                if (read == 0)
                {
                    return null;
                }

                _received.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
            catch (IOException)
            {
                return null;
            }
        }

        var taken = _received.ToString(0, end());
        _received.Remove(0, taken.Length);
        return taken;
    }
}
