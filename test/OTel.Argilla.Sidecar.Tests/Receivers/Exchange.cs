namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>A recorded request, and how the Collector answered it.</summary>
/// <param name="Name">Its name in the recording.</param>
/// <param name="Protocol"><c>HTTP/1.1</c>, <c>h2c prior knowledge</c>, or <c>raw TCP</c>.</param>
/// <param name="Port">Which of the Collector's ports, that is, how it was configured.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Headers">The headers as sent, without pseudo headers.</param>
/// <param name="Body">The body as sent, chunks and frames included.</param>
/// <param name="Raw">All bytes of the request, where they were chosen one by one.</param>
/// <param name="Expected">The Collector's answer.</param>
internal sealed record Exchange(
    string Name,
    string Protocol,
    string Port,
    string Method,
    string Path,
    IReadOnlyList<(string Name, string Value)> Headers,
    byte[] Body,
    byte[]? Raw,
    ExchangeAnswer Expected)
{
    public override string ToString() => Name;
}
