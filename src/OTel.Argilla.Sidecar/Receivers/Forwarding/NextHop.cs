using System.Net;
using System.Net.Http.Headers;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Bodies;
using OTel.Argilla.Sidecar.Receivers.Grpc;
using OTel.Argilla.Sidecar.Receivers.Http;

namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>Sends requests on over HTTP or gRPC.</summary>
internal sealed class NextHop : IDisposable
{
    private readonly ForwardOptions _options;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private readonly string _base;

    public NextHop(ForwardOptions options)
    {
        _options = options;
        _base = options.Endpoint!.AbsoluteUri.TrimEnd('/');

        // A redirection loses the body with most servers: it is taken for a refusal. No trace is made of what carries traces.
        _handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null, EnableMultipleHttp2Connections = true };
        _client = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private bool IsGrpc => _options.Protocol == ForwardProtocol.Grpc;

    /// <summary>Sends once. Throws nothing but for the caller's cancellation.</summary>
    public async Task<ForwardOutcome> SendAsync(ForwardItem item, CancellationToken cancellationToken)
    {
        if (IsGrpc && item.Format == OtlpFormat.Json)
        {
            return new ForwardOutcome(ForwardOutcomeKind.Refused, "JSON cannot be sent on over gRPC");
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            using var request = IsGrpc ? GrpcRequest(item) : HttpRequest(item);
            foreach (var (name, value) in _options.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);

            // To the end, so that the connection serves again and the trailers are there.
            await response.Content.CopyToAsync(Stream.Null, timeout.Token);
            return IsGrpc && response.IsSuccessStatusCode ? NextHopAnswers.OfGrpc(response) : NextHopAnswers.OfHttp(response);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ForwardOutcome(ForwardOutcomeKind.Retry, "no answer in time");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new ForwardOutcome(ForwardOutcomeKind.Retry, (exception as HttpRequestException)?.HttpRequestError.ToString() ?? "connection lost");
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private HttpRequestMessage HttpRequest(ForwardItem item)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _base + HttpPaths.Of(item.Signal)) { Content = new ByteArrayContent(item.Wire) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentTypes.NameOf(item.Format));
        if (item.Coding != ContentCoding.Identity)
        {
            request.Content.Headers.ContentEncoding.Add(ContentCodings.NameOf(item.Coding));
        }

        return request;
    }

    private HttpRequestMessage GrpcRequest(ForwardItem item)
    {
        var isCompressed = item.Coding != ContentCoding.Identity;
        var request = new HttpRequestMessage(HttpMethod.Post, _base + GrpcMethods.Of(item.Signal))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcMessage.Frame(item.Wire, isCompressed)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (isCompressed)
        {
            request.Headers.TryAddWithoutValidation(GrpcHeaders.Encoding, ContentCodings.NameOf(item.Coding));
        }

        return request;
    }
}
