namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The records of a batch that did not come to their end.</summary>
internal readonly struct BatchResult
{
    public static readonly BatchResult Done = new([], []);

    public BatchResult(List<QueuedRecord> left, List<QueuedRecord> suspects)
    {
        Left = left;
        Suspects = suspects;
    }

    /// <summary>Those of an outage, or not acknowledged when the token was cancelled.</summary>
    public List<QueuedRecord> Left { get; }

    /// <summary>Those that were refused without proof that they are at fault.</summary>
    public List<QueuedRecord> Suspects { get; }
}
