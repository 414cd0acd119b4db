using System.Net;

namespace OTel.Argilla.Benchmarks.Rig;

/// <summary>Takes the place of the network: reads each request body to its end and answers at once, as a server without any work of its own.</summary>
internal class ReadingHandler : HttpMessageHandler
{
    private static readonly byte[] NoItems = "{\"items\":[]}"u8.ToArray();

    private readonly Stream _sink;

    /// <param name="sink">Receives the bodies; null when they are of no further use.</param>
    public ReadingHandler(Stream? sink = null) => _sink = sink ?? new CopyingStream();

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Answer(request) is { } answer)
        {
            return answer;
        }

        request.Content?.CopyTo(_sink, null, cancellationToken);
        return Json(NoItems);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Answer(request) is { } answer)
        {
            return answer;
        }

        await request.Content!.CopyToAsync(_sink, cancellationToken);
        return Json(NoItems);
    }

    /// <summary>The answer to a request that carries no telemetry; null for one that does.</summary>
    protected virtual HttpResponseMessage? Answer(HttpRequestMessage request) => null;

    protected static HttpResponseMessage Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }
}
