namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>A published dataset: its id, and the ids of its questions by name.</summary>
internal sealed record Dataset(string Id, IReadOnlyDictionary<string, string> Questions);
