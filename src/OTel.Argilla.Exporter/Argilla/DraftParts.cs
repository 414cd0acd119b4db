using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>What a dataset that is not published has so far, by name.</summary>
internal sealed class DraftParts
{
    public DraftParts(IEnumerable<string> fields, IEnumerable<string> questions, IEnumerable<string> properties)
    {
        Fields = new(fields, StringComparer.Ordinal);
        Questions = new(questions, StringComparer.Ordinal);
        Properties = new(properties, StringComparer.Ordinal);
    }

    public HashSet<string> Fields { get; }

    public HashSet<string> Questions { get; }

    public HashSet<string> Properties { get; }

    /// <summary>False for a draft of somebody else's making, which is left alone.</summary>
    public bool IsOfTemplate =>
        Fields.All(static name => DatasetTemplate.Schema.Fields.Any(known => known.Name == name))
        && Questions.All(static name => DatasetTemplate.Schema.Questions.Any(known => known.Name == name));
}
