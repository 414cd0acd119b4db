namespace OTel.Argilla.Exporter.Records;

/// <summary>Which of our fields goes into which field of the dataset, decided once.</summary>
internal sealed class FieldPlan
{
    private static readonly string[] OurFields = [RecordNames.Prompt, RecordNames.Response, RecordNames.Conversation];

    private readonly Dictionary<string, DatasetField> _targets = new(StringComparer.Ordinal);

    public FieldPlan(DatasetSchema schema, IEnumerable<KeyValuePair<string, string>> mapping)
    {
        var names = mapping.ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        foreach (var ours in OurFields)
        {
            var name = names.TryGetValue(ours, out var mapped) ? mapped : ours;
            var type = ours == RecordNames.Conversation ? DatasetField.Chat : DatasetField.Text;
            if (schema.Fields.FirstOrDefault(field => field.Name == name && field.Type == type) is { } target)
            {
                _targets.Add(ours, target);
            }
            else if (ours != RecordNames.Conversation || names.ContainsKey(ours))
            {
                Missing.Add(ours);
            }
        }

        Unfilled = [.. schema.Fields.Where(field => field.Required && !_targets.ContainsValue(field)).Select(static field => field.Name)];
    }

    /// <summary>Fields of ours that the dataset has no place for. That a dataset has no conversation is normal.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Fields that the dataset requires and that nothing of ours goes into.</summary>
    public IReadOnlyList<string> Unfilled { get; }

    public bool HasText => _targets.ContainsKey(RecordNames.Prompt) || _targets.ContainsKey(RecordNames.Response);

    /// <summary>Whether all three fields keep their names.</summary>
    public bool KeepsNames => _targets.Count == OurFields.Length && _targets.All(static target => target.Key == target.Value.Name);

    public IEnumerable<DatasetField> PlainTexts => _targets.Values.Where(static target => !target.UsesMarkdown);

    public DatasetField? Conversation => Target(RecordNames.Conversation);

    public DatasetField? Target(string ours) => _targets.TryGetValue(ours, out var target) ? target : null;
}
