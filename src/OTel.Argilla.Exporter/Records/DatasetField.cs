namespace OTel.Argilla.Exporter.Records;

/// <summary>A field of a dataset.</summary>
internal sealed class DatasetField
{
    public const string Text = "text";
    public const string Chat = "chat";

    public DatasetField(string name, string title, string type, bool required, bool usesMarkdown)
    {
        Name = name;
        Title = title;
        Type = type;
        Required = required;
        UsesMarkdown = usesMarkdown;
    }

    public string Name { get; }

    public string Title { get; }

    public string Type { get; }

    public bool Required { get; }

    /// <summary>Whether the text is shown as markdown. Argilla's page puts any other text into the page as HTML, scripts included.</summary>
    public bool UsesMarkdown { get; }
}
