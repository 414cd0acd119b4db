namespace OTel.Argilla.Emulator.Tests.Sequences;

/// <summary>What a client knows of a dataset that it made.</summary>
internal sealed class DatasetModel(string id)
{
    public string Id { get; } = id;

    public bool IsReady { get; set; }

    public List<(string Name, string Type)> Fields { get; } = [];

    public List<(string Id, string Name, string Type)> Questions { get; } = [];

    public List<(string Id, string Name, string Type)> Properties { get; } = [];

    public List<(string Name, int Dimensions)> Vectors { get; } = [];

    /// <summary>Ids and external ids of the records.</summary>
    public List<(string Id, string ExternalId)> Records { get; } = [];
}
