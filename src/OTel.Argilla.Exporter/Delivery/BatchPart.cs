namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Records of a batch that go in one request.</summary>
internal sealed class BatchPart
{
    public BatchPart(List<QueuedRecord> records, bool isolating)
    {
        Records = records;
        Isolating = isolating;
    }

    public List<QueuedRecord> Records { get; }

    /// <summary>Whether this is a part of a request that failed, made to find the bad record.</summary>
    public bool Isolating { get; }

    public IEnumerable<BatchPart> Halves()
    {
        var half = Records.Count / 2;
        return [new BatchPart(Records.GetRange(half, Records.Count - half), isolating: true), new BatchPart(Records.GetRange(0, half), isolating: true)];
    }
}
