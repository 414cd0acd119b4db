namespace OTel.Argilla.Exporter.Records;

/// <summary>What a dataset takes: its fields, questions and metadata.</summary>
internal sealed class DatasetSchema
{
    public DatasetSchema(
        IReadOnlyList<DatasetField> fields,
        IReadOnlyList<DatasetQuestion> questions,
        IReadOnlyList<MetadataProperty> properties,
        bool allowsExtraMetadata)
    {
        Fields = fields;
        Questions = questions;
        Properties = properties;
        AllowsExtraMetadata = allowsExtraMetadata;
    }

    public IReadOnlyList<DatasetField> Fields { get; }

    public IReadOnlyList<DatasetQuestion> Questions { get; }

    public IReadOnlyList<MetadataProperty> Properties { get; }

    /// <summary>Whether metadata without a property is stored; if not, one such key refuses the whole request.</summary>
    public bool AllowsExtraMetadata { get; }
}
