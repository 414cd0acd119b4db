namespace OTel.Argilla.Exporter.Argilla;

/// <summary>A dataset that is ready to take records.</summary>
internal sealed class ReadyDataset
{
    public ReadyDataset(string id, string name, Version serverVersion, Records.DatasetSchema schema)
    {
        Id = id;
        Name = name;
        ServerVersion = serverVersion;
        Schema = schema;
    }

    public string Id { get; }

    public string Name { get; }

    public Version ServerVersion { get; }

    public Records.DatasetSchema Schema { get; }
}
