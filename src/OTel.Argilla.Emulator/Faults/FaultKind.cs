namespace OTel.Argilla.Emulator.Faults;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>It is answered with a status.</summary>
    Status,

    /// <summary>Its answer comes late.</summary>
    Delay,

    /// <summary>It is never answered.</summary>
    Hang,

    /// <summary>Its connection is broken.</summary>
    Reset,

    /// <summary>Its answer's body is no JSON.</summary>
    Garbage,

    /// <summary>It is answered 200 with an HTML page.</summary>
    HtmlPage,
}
