namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Batches that are on their way, and the ids in them. Not thread-safe: it belongs to the queue, under its lock.</summary>
internal sealed class InFlight
{
    private readonly List<Batch> _batches = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public Batch[] Batches => [.. _batches];

    public bool HoldsSuspects => _batches.Exists(static batch => batch.Records.Exists(static record => record.Suspicion is not null));

    public bool Holds(string externalId) => _ids.Contains(externalId);

    /// <summary>Sequence of the oldest record that came through the queue.</summary>
    public long Oldest
    {
        get
        {
            var oldest = long.MaxValue;
            foreach (var batch in _batches)
            {
                oldest = batch.FirstSequence > 0 ? Math.Min(oldest, batch.FirstSequence) : oldest;
            }

            return oldest;
        }
    }

    public void Add(Batch batch)
    {
        _batches.Add(batch);
        foreach (var record in batch.Records)
        {
            _ = _ids.Add(record.ExternalId);
        }
    }

    public void Remove(Batch batch)
    {
        if (_batches.Remove(batch))
        {
            _ids.Clear();
            foreach (var record in _batches.SelectMany(static other => other.Records))
            {
                _ = _ids.Add(record.ExternalId);
            }
        }
    }
}
