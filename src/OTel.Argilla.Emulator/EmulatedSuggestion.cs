using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator;

/// <summary>A suggestion as the emulator holds it.</summary>
/// <param name="Question">The name of its question.</param>
/// <param name="Value">The suggested answer.</param>
/// <param name="Score">The score or scores, or null.</param>
/// <param name="Agent">Who suggests it, or null.</param>
/// <param name="Type"><c>model</c>, <c>human</c> or null.</param>
public sealed record EmulatedSuggestion(string Question, JsonNode? Value, JsonNode? Score, string? Agent, string? Type);
