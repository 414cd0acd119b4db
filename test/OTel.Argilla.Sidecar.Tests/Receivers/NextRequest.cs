namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>What was sent on.</summary>
internal sealed record NextRequest(string Path, string? ContentType, string? Coding, string? Authorization, byte[] Body);
