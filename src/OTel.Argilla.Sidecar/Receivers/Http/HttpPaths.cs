using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Receivers.Http;

/// <summary>The paths of OTLP. More slashes in front do no harm: they come of an endpoint that was configured with one at its end.</summary>
internal static class HttpPaths
{
    public static string Of(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "/v1/traces",
        OtlpSignal.Logs => "/v1/logs",
        _ => "/v1/metrics",
    };

    public static bool TryGetSignal(string? path, out OtlpSignal signal)
    {
        switch (path.AsSpan().TrimStart('/'))
        {
            case "v1/traces":
                signal = OtlpSignal.Traces;
                return true;
            case "v1/logs":
                signal = OtlpSignal.Logs;
                return true;
            case "v1/metrics":
                signal = OtlpSignal.Metrics;
                return true;
            default:
                signal = default;
                return false;
        }
    }
}
