using System.Buffers;

namespace OTel.Argilla.Sidecar.Receivers.Answers;

/// <summary>Answers in protobuf: <c>Export…ServiceResponse</c>, which is the same message for all signals, and <c>google.rpc.Status</c>.</summary>
internal static class ProtoAnswers
{
    private const string RetryInfo = "type.googleapis.com/google.rpc.RetryInfo";

    /// <summary>An empty <c>partial_success</c>, as the Collector answers.</summary>
    private static readonly byte[] Success = [0x0A, 0x00];

    public static byte[] Response(in Answer answer)
    {
        if (answer.RejectedItems == 0 && string.IsNullOrEmpty(answer.Message))
        {
            return Success;
        }

        var partial = new ArrayBufferWriter<byte>();
        if (answer.RejectedItems != 0)
        {
            ProtoText.Number(partial, 1, answer.RejectedItems);
        }

        ProtoText.Text(partial, 2, answer.Message ?? string.Empty);
        var response = new ArrayBufferWriter<byte>();
        ProtoText.Bytes(response, 1, partial.WrittenSpan);
        return response.WrittenSpan.ToArray();
    }

    public static byte[] Status(int code, string message, TimeSpan? retryAfter = null)
    {
        var status = new ArrayBufferWriter<byte>();
        ProtoText.Number(status, 1, code);
        ProtoText.Text(status, 2, message);
        if (retryAfter is { } delay)
        {
            var detail = new ArrayBufferWriter<byte>();
            ProtoText.Text(detail, 1, RetryInfo);
            ProtoText.Bytes(detail, 2, RetryDelay(delay));
            ProtoText.Bytes(status, 3, detail.WrittenSpan);
        }

        return status.WrittenSpan.ToArray();
    }

    /// <summary>A RetryInfo: its only field is a <c>google.protobuf.Duration</c>.</summary>
    private static byte[] RetryDelay(TimeSpan delay)
    {
        var duration = new ArrayBufferWriter<byte>();
        ProtoText.Number(duration, 1, (long)delay.TotalSeconds);
        ProtoText.Number(duration, 2, delay.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        var info = new ArrayBufferWriter<byte>();
        ProtoText.Bytes(info, 1, duration.WrittenSpan);
        return info.WrittenSpan.ToArray();
    }
}
