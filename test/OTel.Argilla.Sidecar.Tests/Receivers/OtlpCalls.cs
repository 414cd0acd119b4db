using System.Buffers.Binary;
using System.Net.Http.Headers;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Plain exports of the recorded span over both protocols.</summary>
internal sealed class OtlpCalls : IDisposable
{
    public const string TraceExport = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private readonly Http2Calls _http2 = new();

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>One GenAI span.</summary>
    public static byte[] Span { get; } = Exchanges.Get("ok-protobuf").Body;

    public async Task<(int Status, HttpResponseHeaders Headers, byte[] Body)> PostAsync(
        Uri server, byte[]? body = null, string path = "/v1/traces", string type = "application/x-protobuf", string? coding = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path)) { Content = new ByteArrayContent(body ?? Span) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (coding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(coding);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, response.Headers, await response.Content.ReadAsByteArrayAsync());
    }

    public async Task<GrpcAnswer> CallAsync(Uri server, byte[]? message = null, string path = TraceExport, params (string Name, string Value)[] headers)
    {
        var answer = await _http2.SendAsync(server, "POST", path, [("content-type", "application/grpc"), ("te", "trailers"), .. headers], Frame(message ?? Span));
        Assert.That(answer, Is.Not.Null, "the call was cut");
        string? Get(string name) => answer!.Value.Headers.FirstOrDefault(header => header.Name == name).Value;
        return new GrpcAnswer(int.Parse(Get("grpc-status")!), Uri.UnescapeDataString(Get("grpc-message") ?? string.Empty), Get("grpc-status-details-bin"), answer!.Value.Body);
    }

    public static byte[] Frame(byte[] message, bool isCompressed = false)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    public void Dispose()
    {
        Http.Dispose();
        _http2.Dispose();
    }
}
