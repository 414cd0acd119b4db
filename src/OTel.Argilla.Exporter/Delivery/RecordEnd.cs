namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The ends of a record.</summary>
internal enum RecordEnd
{
    /// <summary>Argilla has it.</summary>
    Exported,

    /// <summary>A newer version of it is sent in its place.</summary>
    Superseded,

    /// <summary>Argilla refuses it for good.</summary>
    Rejected,

    /// <summary>It was lost.</summary>
    Dropped,
}
