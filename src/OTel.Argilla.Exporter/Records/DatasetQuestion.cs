namespace OTel.Argilla.Exporter.Records;

/// <summary>A question of a dataset.</summary>
internal sealed class DatasetQuestion
{
    public const string Rating = "rating";
    public const string Text = "text";
    public const string Label = "label_selection";
    public const string MultiLabel = "multi_label_selection";

    public DatasetQuestion(string id, string name, string title, string type, bool required, IReadOnlyList<string> options)
    {
        Id = id;
        Name = name;
        Title = title;
        Type = type;
        Required = required;
        Options = options;
    }

    /// <summary>Argilla's id; empty in the template.</summary>
    public string Id { get; }

    public string Name { get; }

    public string Title { get; }

    public string Type { get; }

    public bool Required { get; }

    /// <summary>The values to choose from, as text; empty for a text question.</summary>
    public IReadOnlyList<string> Options { get; }
}
