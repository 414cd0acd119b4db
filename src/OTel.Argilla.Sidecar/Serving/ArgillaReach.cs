namespace OTel.Argilla.Sidecar.Serving;

/// <summary>What is known of Argilla.</summary>
internal enum ArgillaReach
{
    /// <summary>No address was set: everything stays in the journal.</summary>
    NotConfigured,

    /// <summary>Nothing was sent yet.</summary>
    Unknown,

    /// <summary>The last request was answered.</summary>
    Reachable,

    /// <summary>The last request was not answered, or not let in.</summary>
    Unreachable,
}
