namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>An answer, as far as clients act on it.</summary>
/// <param name="Outcome">Status and code in short: <c>200</c>, <c>400/3</c> (with a Status message of that code), <c>grpc 13</c>, <c>no answer</c>, <c>cut</c>.</param>
/// <param name="IsTaken">Its spans or log records went through.</param>
/// <param name="ContentType">Its media type, without parameters.</param>
/// <param name="Body">The body of a success or in plain text; null for Status messages, whose wording is each server's own.</param>
/// <param name="IsClosed">The connection is closed after it; null where that was not seen.</param>
/// <param name="Browser">What a browser makes of it; null when none asked.</param>
internal sealed record ExchangeAnswer(string Outcome, bool IsTaken, string? ContentType, string? Body, bool? IsClosed, string? Browser)
{
    /// <summary>The form in which the documentation speaks of it.</summary>
    public string Short => IsTaken ? Outcome + ", taken" : Outcome;
}
