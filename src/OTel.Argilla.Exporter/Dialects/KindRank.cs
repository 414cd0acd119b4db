namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Which signal of a kind is believed first when a span carries several.</summary>
internal enum KindRank
{
    /// <summary>What the user says about spans of their own.</summary>
    Declared,

    /// <summary>An exception to what follows.</summary>
    Exception,
    ToolProof,
    OpenInference,
    Langfuse,
    Traceloop,
    LangSmith,
    OperationName,
    Vendor,
    SpanName,
    ToolKey,
    Fallback,
}
