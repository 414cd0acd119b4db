using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using OTel.Argilla.Fuzz;
using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Clients;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Hostile;

/// <summary>
/// Sends real requests that were cut off and changed, under true and false names of types and compressions, to both ports of a running sidecar, and garbage to their sockets. Whatever comes,
/// the answer is one that does not make a client lose what it has by mistake of ours.
/// </summary>
internal sealed class EndpointFuzz : IDisposable
{
    private static readonly string[] Types = ["application/x-protobuf", "application/json", "application/x-protobuf; charset=utf-8", "text/plain", "application/grpc", string.Empty];
    private static readonly string[] Codings = ["gzip", "deflate", "zstd", "snappy", "identity", "br", "lz4", "gzip, gzip"];
    private static readonly string[] Paths = ["/v1/traces", "/v1/logs", "/v1/metrics", "/v1/traces/", "/", "/v1/profiles"];
    private static readonly string[] Services = ["trace.v1.TraceService", "logs.v1.LogsService", "metrics.v1.MetricsService", "profiles.v1development.ProfilesService"];

    // 5xx other than 503 and these codes of gRPC would make a client drop its spans for a fault of the server's.
    private static readonly int[] Statuses = [200, 400, 404, 405, 413, 414, 415, 417, 429, 431, 503];
    private static readonly int[] Codes = [0, 3, 4, 8, 12, 14];

    private readonly byte[][] _seeds = [.. Seeds.All().Where(static seed => seed.Target is "protobuf" or "json").Select(static seed => seed.Input)];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly SortedDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly Mutation _mutation;
    private readonly ServerProcess _server;

    public EndpointFuzz(ServerProcess server, int seed) => (_server, _random, _mutation) = (server, new Random(seed), new Mutation(seed));

    /// <summary>How often each answer was given.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>Sends so many.</summary>
    /// <exception cref="InvalidOperationException">An answer that must not be, or none.</exception>
    public async Task RunAsync(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            var body = Body();
            switch (_random.Next(10))
            {
                case < 5:
                    await PostAsync(body, i);
                    break;
                case < 9:
                    await CallAsync(body, i);
                    break;
                default:
                    await DisturbAsync(body);
                    break;
            }

            if (_server.HasEnded)
            {
                throw new InvalidOperationException($"The server has ended at request {i}: {string.Join('\n', _server.Said.TakeLast(20))}");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private byte[] Body()
    {
        var seed = _seeds[_random.Next(_seeds.Length)];
        var body = _random.Next(4) == 0 ? seed : _mutation.Change(seed, _seeds[_random.Next(_seeds.Length)]);
        body = _random.Next(3) == 0 ? Coding.Gzip(body) : body;
        return _random.Next(6) == 0 ? _mutation.Change(body, seed) : body;
    }

    private string? CodingOf(byte[] body) => body is [0x1F, 0x8B, ..] && _random.Next(8) > 0 ? "gzip" : _random.Next(5) == 0 ? Codings[_random.Next(Codings.Length)] : null;

    private async Task PostAsync(byte[] body, int number)
    {
        using var request = new HttpRequestMessage(_random.Next(30) == 0 ? HttpMethod.Put : HttpMethod.Post, new Uri(_server.Http, _random.Next(10) == 0 ? Paths[_random.Next(Paths.Length)] : Paths[_random.Next(2)]))
        {
            Content = new ByteArrayContent(body),
        };
        var type = _random.Next(10) == 0 ? Types[_random.Next(Types.Length)] : Types[_random.Next(2)];
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (CodingOf(body) is { } coding)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        }

        using var response = await _http.SendAsync(request);
        Note($"HTTP {(int)response.StatusCode}", Statuses.Contains((int)response.StatusCode), number, await response.Content.ReadAsStringAsync());
    }

    private async Task CallAsync(byte[] body, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Grpc, $"/opentelemetry.proto.collector.{Services[_random.Next(10) == 0 ? _random.Next(Services.Length) : _random.Next(2)]}/Export"))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent(Frame(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        if (CodingOf(body) is { } coding)
        {
            request.Headers.TryAddWithoutValidation("grpc-encoding", coding);
        }

        if (_random.Next(20) == 0)
        {
            request.Headers.TryAddWithoutValidation("grpc-timeout", _random.Next(2) == 0 ? "1n" : "x");
        }

        using var response = await _http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var found = response.TrailingHeaders.TryGetValues("grpc-status", out var values) || response.Headers.TryGetValues("grpc-status", out values);
        var code = found ? int.Parse(values!.First(), CultureInfo.InvariantCulture) : -1;
        Note($"gRPC {code}", Codes.Contains(code), number, $"{(int)response.StatusCode}");
    }

    /// <summary>The five bytes in front, mostly the right ones.</summary>
    private byte[] Frame(byte[] body)
    {
        var frame = new byte[5 + body.Length];
        frame[0] = _random.Next(20) == 0 ? (byte)_random.Next(256) : body is [0x1F, 0x8B, ..] ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), _random.Next(20) == 0 ? _random.Next() : body.Length);
        body.CopyTo(frame, 5);
        return frame;
    }

    /// <summary>Bytes at a socket, which is closed without waiting for an answer.</summary>
    private async Task DisturbAsync(byte[] body)
    {
        var url = _random.Next(2) == 0 ? _server.Http : _server.Grpc;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Parse(url.Host), url.Port);
        var head = _random.Next(3) switch
        {
            0 => "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\nContent-Length: 1000000\r\n\r\n",
            1 => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            _ => string.Empty,
        };
        try
        {
            await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
        }
        catch (SocketException)
        {
            // It may hang up in the middle.
            Note("hung up", true, 0, string.Empty);
        }
    }

    private void Note(string answer, bool isAllowed, int number, string content)
    {
        _answers[answer] = _answers.GetValueOrDefault(answer) + 1;
        if (!isAllowed)
        {
            throw new InvalidOperationException($"Request {number} was answered {answer}: {content}\n{string.Join('\n', _server.Said.TakeLast(20))}");
        }
    }
}
