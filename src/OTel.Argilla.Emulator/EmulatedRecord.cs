using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator;

/// <summary>A record as the emulator holds it.</summary>
/// <param name="Id">The server's id.</param>
/// <param name="ExternalId">The client's id, or null.</param>
/// <param name="Status"><c>pending</c> or <c>completed</c>.</param>
/// <param name="Fields">The fields by name.</param>
/// <param name="Metadata">The metadata by name; empty when there is none.</param>
/// <param name="Suggestions">The suggestions, oldest first.</param>
/// <param name="IsIndexed">Whether Argilla's search engine would have taken it: reviewers see only such records.</param>
/// <param name="InsertedAt">When it was created, as the API shows it.</param>
/// <param name="UpdatedAt">When fields, metadata or status last changed, as the API shows it.</param>
public sealed record EmulatedRecord(
    string Id,
    string? ExternalId,
    string Status,
    JsonObject Fields,
    JsonObject Metadata,
    IReadOnlyList<EmulatedSuggestion> Suggestions,
    bool IsIndexed,
    string InsertedAt,
    string UpdatedAt);
