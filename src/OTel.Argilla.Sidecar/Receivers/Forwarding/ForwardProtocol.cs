namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>The protocols of OTLP.</summary>
internal enum ForwardProtocol
{
    Http,

    /// <summary>It has no JSON: such requests cannot be sent on by it.</summary>
    Grpc,
}
