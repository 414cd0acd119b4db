namespace OTel.Argilla.Exporter.Argilla;

/// <summary>What went wrong with a request, by what can be done about it.</summary>
internal enum ArgillaErrorKind
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>429: the server, or a proxy before it, asks for patience.</summary>
    Throttled,

    /// <summary>408, 502, 503, 504 and the like: passing.</summary>
    Unavailable,

    /// <summary>500: passing, or caused by the content of a record; the rows may be stored.</summary>
    ServerFault,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403 from Argilla itself.</summary>
    Forbidden,

    /// <summary>404 from Argilla itself.</summary>
    NotFound,

    /// <summary>409: the name is taken.</summary>
    Conflict,

    /// <summary>400, 413 or 422: the content of the request.</summary>
    Invalid,

    /// <summary>An answer that Argilla does not give: an HTML page, a redirect, a proxy's own error.</summary>
    NotArgilla,
}
