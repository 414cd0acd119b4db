namespace OTel.Argilla.Exporter.Records;

/// <summary>The dataset that is created when the configured one is missing.</summary>
internal static class DatasetTemplate
{
    public const string Guidelines =
        "Each record is one interaction with a language model: what was asked (prompt) and what was answered (response). " +
        "Where there is more than one question, the conversation shows the system prompt and the earlier turns.\n\n" +
        "Rate how good the response is for the prompt, from 1 (useless or wrong) to 5 (excellent). " +
        "Say in the feedback what is wrong or what a better response would be.";

    /// <summary>Fields use markdown: the text comes from a model, and Argilla's page runs the HTML of plain fields in the reviewer's session.</summary>
    public static readonly DatasetSchema Schema = new(
        [
            new(RecordNames.Prompt, "Prompt", DatasetField.Text, required: true, usesMarkdown: true),
            new(RecordNames.Response, "Response", DatasetField.Text, required: true, usesMarkdown: true),
            new(RecordNames.Conversation, "Conversation", DatasetField.Chat, required: false, usesMarkdown: true),
        ],
        [
            new(string.Empty, RecordNames.Rating, "How good is the response?", DatasetQuestion.Rating, required: true, ["1", "2", "3", "4", "5"]),
            new(string.Empty, RecordNames.Feedback, "What should be better?", DatasetQuestion.Text, required: false, []),
        ],
        [
            new(RecordNames.Model, "Model", MetadataProperty.Terms),
            new(RecordNames.Service, "Service", MetadataProperty.Terms),
            new(RecordNames.Tokens, "Tokens", MetadataProperty.Integer),
            new(RecordNames.LatencyMilliseconds, "Latency (ms)", MetadataProperty.Float),
            new(RecordNames.TraceId, "Trace id", MetadataProperty.Terms),
        ],
        allowsExtraMetadata: true);

    /// <summary>The template with the names that its fields are mapped to: a dataset is made so that what is configured fits it.</summary>
    /// <param name="fieldMapping">From our names to those of the dataset; others keep theirs.</param>
    public static DatasetSchema With(IDictionary<string, string> fieldMapping) => fieldMapping.Count == 0 ? Schema : new DatasetSchema(
        [.. Schema.Fields.Select(field => new DatasetField(
            fieldMapping.TryGetValue(field.Name, out var name) ? name : field.Name, field.Title, field.Type, field.Required, field.UsesMarkdown))],
        Schema.Questions,
        Schema.Properties,
        Schema.AllowsExtraMetadata);
}
