namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>The two encodings of OTLP.</summary>
internal enum OtlpFormat
{
    Protobuf,
    Json,
}
