using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Receivers.Grpc;

/// <summary>The methods of OTLP.</summary>
internal static class GrpcMethods
{
    public static bool TryGetSignal(string? path, out OtlpSignal signal)
    {
        switch (path)
        {
            case "/opentelemetry.proto.collector.trace.v1.TraceService/Export":
                signal = OtlpSignal.Traces;
                return true;
            case "/opentelemetry.proto.collector.logs.v1.LogsService/Export":
                signal = OtlpSignal.Logs;
                return true;
            case "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export":
                signal = OtlpSignal.Metrics;
                return true;
            default:
                signal = default;
                return false;
        }
    }
}
