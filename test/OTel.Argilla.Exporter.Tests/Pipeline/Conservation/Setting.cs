namespace OTel.Argilla.Exporter.Tests.Pipeline.Conservation;

/// <summary>How the exporter of a run is set up.</summary>
public enum Setting
{
    /// <summary>With room for all.</summary>
    Roomy,

    /// <summary>Through the SDK's batch processor.</summary>
    Batch,

    /// <summary>Traces are complete as soon as they look so, in small requests, several at once.</summary>
    Hasty,

    /// <summary>Little room for records, none on disk.</summary>
    FewRecords,

    /// <summary>Little room for records, more on disk.</summary>
    Storage,

    /// <summary>Little room for spans.</summary>
    FewSpans,

    /// <summary>A part of the traces.</summary>
    Sampling,

    /// <summary>A part of the spans.</summary>
    Filter,
}
