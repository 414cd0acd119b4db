using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Receivers.Grpc;

/// <summary>The methods of OTLP.</summary>
internal static class GrpcMethods
{
    private const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private const string Logs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    private const string Metrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

    public static string Of(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => Traces,
        OtlpSignal.Logs => Logs,
        _ => Metrics,
    };

    public static bool TryGetSignal(string? path, out OtlpSignal signal)
    {
        switch (path)
        {
            case Traces:
                signal = OtlpSignal.Traces;
                return true;
            case Logs:
                signal = OtlpSignal.Logs;
                return true;
            case Metrics:
                signal = OtlpSignal.Metrics;
                return true;
            default:
                signal = default;
                return false;
        }
    }
}
