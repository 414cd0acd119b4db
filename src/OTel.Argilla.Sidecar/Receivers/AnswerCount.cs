using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Answers;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>Counts the answers of a protocol.</summary>
internal sealed class AnswerCount(SidecarMetrics? metrics, string protocol, TimeProvider time)
{
    public long Begin() => metrics is null ? 0 : time.GetTimestamp();

    public void Add(OtlpSignal signal, in Answer answer, long began) =>
        metrics?.Answered(new AnsweredRequest(protocol, NameOf(signal), NameOf(answer.Kind), answer.Items, answer.RejectedItems, time.GetElapsedTime(began)));

    private static string NameOf(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => AnsweredRequest.Traces,
        OtlpSignal.Logs => "logs",
        _ => "metrics",
    };

    private static string NameOf(AnswerKind kind) => kind switch
    {
        AnswerKind.Accepted => AnsweredRequest.Accepted,
        AnswerKind.Malformed => "malformed",
        AnswerKind.UnknownEncoding => "unknown_encoding",
        AnswerKind.TooLarge => "too_large",
        AnswerKind.Unauthenticated => "unauthenticated",
        AnswerKind.Throttled => "throttled",
        AnswerKind.Expired => "expired",
        _ => "unavailable",
    };
}
