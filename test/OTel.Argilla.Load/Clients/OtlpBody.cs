namespace OTel.Argilla.Load.Clients;

/// <summary>A request to be sent.</summary>
/// <param name="Content">Its bytes, compressed if it is.</param>
/// <param name="IsGzip">Compressed with gzip.</param>
/// <param name="IsLogs">Log records instead of spans.</param>
/// <param name="IsJson">In JSON instead of protobuf; over HTTP only.</param>
internal readonly record struct OtlpBody(ReadOnlyMemory<byte> Content, bool IsGzip = false, bool IsLogs = false, bool IsJson = false);
