namespace OTel.Argilla.Exporter.Delivery;

/// <summary>What a failed request says about its records.</summary>
internal enum Verdict
{
    /// <summary>Argilla has them.</summary>
    Delivered,

    /// <summary>Nothing: Argilla is away, or the records were not looked at. The same again, later.</summary>
    Retry,

    /// <summary>Nothing yet: Argilla answers otherwise. The same again, soon.</summary>
    Insist,

    /// <summary>The dataset may have changed: look at it anew, then the same again.</summary>
    LookAgain,

    /// <summary>The answer names the bad ones.</summary>
    RejectNamed,

    /// <summary>Argilla answers otherwise, but takes no request with these in it.</summary>
    Refused,

    /// <summary>The outage lasts: keep them elsewhere.</summary>
    GiveUp,
}
