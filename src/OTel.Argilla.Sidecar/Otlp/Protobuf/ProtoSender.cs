namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>The resource of a part of a request; it is made of it only when a GenAI span is found there.</summary>
internal struct ProtoSender
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string? _serviceName;
    private OtlpResource? _resource;

    /// <param name="request">The request.</param>
    /// <param name="resourceItems">The part.</param>
    public ProtoSender(ReadOnlyMemory<byte> request, ProtoReader resourceItems)
    {
        _serviceName = ProtoResource.FindServiceName(resourceItems, out var start, out var length);
        _bytes = request.Slice(start, length);
    }

    public OtlpResource Resource => _resource ??= new OtlpResource(_serviceName, OtlpFormat.Protobuf, new ItemBytes(_bytes));
}
