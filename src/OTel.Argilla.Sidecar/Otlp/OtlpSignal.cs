namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>What a request exports. The bytes of a protobuf request do not name it.</summary>
internal enum OtlpSignal
{
    Traces,
    Logs,
    Metrics,
}
