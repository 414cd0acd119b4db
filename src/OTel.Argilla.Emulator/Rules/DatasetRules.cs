using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>A dataset with all its parts, read once for a whole batch.</summary>
internal sealed class DatasetRules
{
    private readonly Dictionary<string, Part> _questionsById;
    private readonly Dictionary<string, Part> _properties;

    public DatasetRules(Store store, Dataset dataset)
    {
        Store = store;
        Dataset = dataset;
        Fields = store.Parts.Of(dataset, PartKind.Field);
        Questions = store.Parts.Of(dataset, PartKind.Question);
        Vectors = store.Parts.Of(dataset, PartKind.VectorSettings);
        Properties = store.Parts.Of(dataset, PartKind.MetadataProperty);
        _questionsById = Questions.ToDictionary(question => question.Id, StringComparer.Ordinal);
        _properties = Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
    }

    public Store Store { get; }

    public Dataset Dataset { get; }

    public List<Part> Fields { get; }

    public List<Part> Questions { get; }

    public List<Part> Properties { get; }

    public List<Part> Vectors { get; }

    public Part? Question(string id) => _questionsById.GetValueOrDefault(id);

    public Part? Property(string name) => _properties.GetValueOrDefault(name);
}
