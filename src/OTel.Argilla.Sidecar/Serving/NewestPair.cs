namespace OTel.Argilla.Sidecar.Serving;

/// <summary>A pair as the status page shows it.</summary>
/// <param name="Time">When its record was made.</param>
/// <param name="ExternalId">The record's identity.</param>
/// <param name="Dataset">Where it goes.</param>
/// <param name="Prompt">The beginning of the prompt.</param>
/// <param name="Response">The beginning of the response.</param>
internal sealed record NewestPair(DateTimeOffset Time, string ExternalId, string Dataset, string Prompt, string Response);
