using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp.Json;
using OTel.Argilla.Sidecar.Otlp.Protobuf;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>What sent spans: one for all spans of a request that share it.</summary>
/// <param name="serviceName">Its <c>service.name</c>, if it has one.</param>
/// <param name="format">The encoding of the bytes.</param>
/// <param name="bytes">The <c>Resource</c> message or JSON object; empty when nothing more is known of it.</param>
internal sealed class OtlpResource(string? serviceName, OtlpFormat format, ItemBytes bytes)
{
    private bool _isOwned;

    public string? ServiceName { get; } = serviceName;

    public OtlpFormat Format { get; } = format;

    public ItemBytes Bytes { get; private set; } = bytes;

    /// <summary>An attribute's value as a .NET type, as <see cref="DeferredValue.Resolve"/> gives it; false when there is none.</summary>
    public bool TryGetAttribute(string name, out object? value)
    {
        value = null;
        try
        {
            value = Bytes.Length == 0 ? null
                : Format == OtlpFormat.Protobuf ? ProtoResource.FindAttribute(Bytes.Memory, name)
                : JsonSpan.FindAttribute(Bytes.Memory, name);
        }
        catch (OtlpException)
        {
            // The attributes of a resource are not checked when they come, since hardly any is ever read.
        }

        return value is not null;
    }

    /// <summary>Copies the bytes out of the request: once, for all spans that share it.</summary>
    public void Own()
    {
        if (!_isOwned)
        {
            Bytes = Bytes.Copy();
            _isOwned = true;
        }
    }
}
