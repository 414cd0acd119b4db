using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Http;

/// <summary>An answer as bytes.</summary>
internal sealed record Answer(int Status, byte[] Body, string? ContentType)
{
    /// <summary>How long to hold it back.</summary>
    public TimeSpan Hold { get; init; }

    public static Answer Json(int status, object body) => new(status, JsonText.Answer(body), "application/json");
}
