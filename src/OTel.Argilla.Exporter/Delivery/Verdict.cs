namespace OTel.Argilla.Exporter.Delivery;

/// <summary>What to do with records whose request ended.</summary>
internal enum Verdict
{
    Delivered,

    /// <summary>Passing: the same again, later.</summary>
    Retry,

    /// <summary>The answer names the bad records.</summary>
    RejectNamed,

    /// <summary>One of them is bad and the answer does not say which: try the halves, reject a single one.</summary>
    Split,

    /// <summary>A single one that may be bad: decided when another got through.</summary>
    Defer,

    /// <summary>The outage lasts: keep them elsewhere.</summary>
    GiveUp,
}
