namespace OTel.Argilla.Emulator.Json;

/// <summary>JSON as it lies in the database, written into an answer without being read.</summary>
internal sealed record RawJson(byte[] Utf8);
