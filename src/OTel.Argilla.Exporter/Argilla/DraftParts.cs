using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>What a dataset that is not published has so far, by name.</summary>
internal sealed class DraftParts
{
    /// <param name="template">The dataset that would be made.</param>
    /// <param name="fields">The fields that it has.</param>
    /// <param name="questions">The questions that it has.</param>
    /// <param name="properties">The metadata properties that it has.</param>
    public DraftParts(DatasetSchema template, IEnumerable<string> fields, IEnumerable<string> questions, IEnumerable<string> properties)
    {
        Fields = new(fields, StringComparer.Ordinal);
        Questions = new(questions, StringComparer.Ordinal);
        Properties = new(properties, StringComparer.Ordinal);
        IsOfTemplate = Fields.All(name => template.Fields.Any(known => known.Name == name)) && Questions.All(name => template.Questions.Any(known => known.Name == name));
    }

    public HashSet<string> Fields { get; }

    public HashSet<string> Questions { get; }

    public HashSet<string> Properties { get; }

    /// <summary>False for a draft of somebody else's making, which is left alone.</summary>
    public bool IsOfTemplate { get; }
}
