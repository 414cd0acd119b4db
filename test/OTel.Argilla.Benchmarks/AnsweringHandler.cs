using System.Net;

namespace OTel.Argilla.Benchmarks;

/// <summary>Answers every request with an empty 200 at once: no network in the figures.</summary>
internal sealed class AnsweringHandler : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => new(HttpStatusCode.OK);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
}
