using System.Text.Json;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>One recorded request with the real server's answer.</summary>
public sealed record Exchange(string Name, string As, JsonElement Request, JsonElement Response, string? Note)
{
    /// <summary>Whether the real server gave another order each time.</summary>
    public bool VariesInOrder => Note?.StartsWith("order varies from run to run", StringComparison.Ordinal) == true;
}
