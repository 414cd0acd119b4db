namespace OTel.Argilla.Sidecar.Explain;

/// <summary>A record that a span gave.</summary>
/// <param name="ExternalId">Its identity in Argilla.</param>
/// <param name="Prompt">The whole prompt.</param>
/// <param name="Response">The whole response.</param>
/// <param name="PromptSource">The attribute or event that the prompt was read from.</param>
/// <param name="ResponseSource">The same of the response.</param>
/// <param name="Flags">What a reader should know, such as <c>borrowed</c> or <c>truncated</c>.</param>
internal sealed record ExplainedRecord(
    string ExternalId, string Prompt, string Response, string? PromptSource, string? ResponseSource, IReadOnlyList<string> Flags);
