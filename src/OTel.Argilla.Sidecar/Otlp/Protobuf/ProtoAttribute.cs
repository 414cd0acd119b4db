namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>A <c>KeyValue</c> message, its value unread.</summary>
internal readonly ref struct ProtoAttribute
{
    public ProtoAttribute(ProtoReader keyValue)
    {
        while (keyValue.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Fields.Key:
                    Key = keyValue.ReadBytes();
                    break;
                case Fields.Value:
                    Value = keyValue.ReadMessage();
                    HasValue = true;
                    break;
                default:
                    keyValue.Skip(tag, Fields.OfKeyValue);
                    break;
            }
        }
    }

    public ReadOnlySpan<byte> Key { get; }

    public ProtoReader Value { get; }

    public bool HasValue { get; }
}
