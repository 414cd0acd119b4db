namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Which signal of a kind is believed first when a span carries several (dialects.md section 8).</summary>
internal enum KindRank
{
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
