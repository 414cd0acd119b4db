using OTel.Argilla.Sidecar.Receivers.Answers;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Tells what a call was answered.</summary>
internal sealed record GrpcAnswer(int Code, string Message, string? Details, byte[] Body)
{
    /// <summary>True when the details are the Status of the answer with a RetryInfo of that delay.</summary>
    public bool AsksToRetryAfter(TimeSpan delay) =>
        Details == Convert.ToBase64String(ProtoAnswers.Status(Code, Message, delay)).TrimEnd('=');
}
