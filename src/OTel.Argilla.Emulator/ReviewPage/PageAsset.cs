namespace OTel.Argilla.Emulator.ReviewPage;

/// <summary>One static file of the review page.</summary>
internal sealed record PageAsset(byte[] Body, string ContentType);
