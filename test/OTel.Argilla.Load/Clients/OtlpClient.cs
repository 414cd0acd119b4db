using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace OTel.Argilla.Load.Clients;

/// <summary>What became of a request.</summary>
internal enum Outcome
{
    /// <summary>It is kept.</summary>
    Acknowledged,

    /// <summary>The client shall send it again, or cannot know.</summary>
    Again,

    /// <summary>A real client would drop it.</summary>
    Refused,
}

/// <summary>A client of OTLP over a connection of its own.</summary>
internal sealed class OtlpClient : IDisposable
{
    private static readonly MediaTypeHeaderValue Protobuf = new("application/x-protobuf");
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Grpc = new("application/grpc");

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 1, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(2),
    }) { Timeout = TimeSpan.FromSeconds(30) };

    private readonly bool _isGrpc;

    /// <param name="isGrpc">Over gRPC instead of HTTP.</param>
    public OtlpClient(bool isGrpc) => _isGrpc = isGrpc;

    /// <summary>What the last answer said.</summary>
    public string LastAnswer { get; private set; } = string.Empty;

    /// <summary>Sends a request and waits for its answer.</summary>
    public Task<Outcome> SendAsync(Uri server, OtlpBody body) => _isGrpc ? CallAsync(server, body) : PostAsync(server, body);

    public void Dispose() => _client.Dispose();

    private async Task<Outcome> PostAsync(Uri server, OtlpBody body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, body.IsLogs ? "/v1/logs" : "/v1/traces")) { Content = new ReadOnlyMemoryContent(body.Content) };
        request.Content.Headers.ContentType = body.IsJson ? Json : Protobuf;
        if (body.Coding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(body.Coding);
        }

        return await SendAsync(request, static (response, _) => response.StatusCode switch
        {
            HttpStatusCode.OK => Outcome.Acknowledged,
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => Outcome.Again,
            _ => Outcome.Refused,
        });
    }

    private async Task<Outcome> CallAsync(Uri server, OtlpBody body)
    {
        var signal = body.IsLogs ? "logs.v1.LogsService" : "trace.v1.TraceService";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"/opentelemetry.proto.collector.{signal}/Export"))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new FramedContent(body),
        };
        request.Content.Headers.ContentType = Grpc;
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (body.Coding is not null)
        {
            request.Headers.Add("grpc-encoding", body.Coding);
        }

        return await SendAsync(request, static (response, _) => Status(response) switch
        {
            0 => Outcome.Acknowledged,
            1 or 4 or 8 or 10 or 11 or 14 or 15 => Outcome.Again,
            _ => Outcome.Refused,
        });
    }

    private static int Status(HttpResponseMessage response)
    {
        var found = response.TrailingHeaders.TryGetValues("grpc-status", out var values) || response.Headers.TryGetValues("grpc-status", out values);
        return found ? int.Parse(values!.First(), CultureInfo.InvariantCulture) : response.StatusCode == HttpStatusCode.ServiceUnavailable ? 14 : 2;
    }

    private async Task<Outcome> SendAsync(HttpRequestMessage request, Func<HttpResponseMessage, byte[], Outcome> read)
    {
        try
        {
            using var response = await _client.SendAsync(request).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            var outcome = read(response, answer);
            if (outcome != Outcome.Acknowledged)
            {
                var message = response.TrailingHeaders.TryGetValues("grpc-message", out var values) || response.Headers.TryGetValues("grpc-message", out values) ? values.First() : string.Empty;
                LastAnswer = $"{(int)response.StatusCode} {Status(response)} {message} {System.Text.Encoding.UTF8.GetString(answer)}";
            }

            return outcome;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            LastAnswer = exception.Message;
            return Outcome.Again;
        }
    }

    /// <summary>A message of gRPC behind its flag and length.</summary>
    private sealed class FramedContent(OtlpBody body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var head = new byte[5];
            head[0] = body.Coding is null ? (byte)0 : (byte)1;
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), body.Content.Length);
            await stream.WriteAsync(head).ConfigureAwait(false);
            await stream.WriteAsync(body.Content).ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Content.Length + 5;
            return true;
        }
    }
}
