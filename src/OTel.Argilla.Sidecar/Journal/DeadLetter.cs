namespace OTel.Argilla.Sidecar.Journal;

/// <summary>A record that Argilla has refused.</summary>
/// <param name="Id">Its number, for commands.</param>
/// <param name="RefusedAt">When.</param>
/// <param name="Dataset">The dataset it was for.</param>
/// <param name="ExternalId">The record's identity.</param>
/// <param name="Reason">Argilla's reason, without content.</param>
internal sealed record DeadLetter(long Id, DateTimeOffset RefusedAt, string Dataset, string ExternalId, string Reason);
