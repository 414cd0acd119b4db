namespace OTel.Argilla.Load.Clients;

/// <summary>A request to be sent.</summary>
/// <param name="Content">Its bytes, compressed if it is.</param>
/// <param name="Coding">How it is compressed, such as gzip; null when it is not.</param>
/// <param name="IsLogs">Log records instead of spans.</param>
/// <param name="IsJson">In JSON instead of protobuf; over HTTP only.</param>
internal readonly record struct OtlpBody(ReadOnlyMemory<byte> Content, string? Coding = null, bool IsLogs = false, bool IsJson = false);
