namespace OTel.Argilla.Exporter.Records;

/// <summary>A declared metadata property of a dataset.</summary>
internal sealed class MetadataProperty
{
    public const string Terms = "terms";
    public const string Integer = "integer";
    public const string Float = "float";

    public MetadataProperty(string name, string title, string type, IReadOnlyCollection<string>? values = null, double? min = null, double? max = null)
    {
        Name = name;
        Title = title;
        Type = type;
        Values = values;
        Min = min;
        Max = max;
    }

    public string Name { get; }

    public string Title { get; }

    public string Type { get; }

    /// <summary>The terms allowed, as text; null for any.</summary>
    public IReadOnlyCollection<string>? Values { get; }

    public double? Min { get; }

    public double? Max { get; }
}
