namespace OTel.Argilla.Exporter.Dialects;

/// <summary>OpenTelemetry's own instrumentations for Python, old and new (<c>openai-v2</c>, <c>genai-*</c>, <c>google-genai</c>, <c>vertexai</c>, <c>botocore</c>,
/// <c>openai-agents-v2</c>): the conventions, as log records by default and as attributes when told so.</summary>
internal static class PythonContrib
{
    private static readonly string[] Scopes =
    [
        "opentelemetry.instrumentation.openai_v2",
        "opentelemetry.instrumentation.genai.",
        "opentelemetry.instrumentation.google_genai",
        "opentelemetry.instrumentation.vertexai",
        "opentelemetry.instrumentation.botocore",
        "opentelemetry.util.genai",
    ];

    public static Dialect Dialect { get; } = new()
    {
        Name = "opentelemetry-python-contrib",
        OwnsScope = static scope => Array.Exists(Scopes, beginning => scope.StartsWith(beginning, StringComparison.Ordinal)),
        ContentSwitch = "OpenTelemetry's Python instrumentations leave prompts and responses out by default. Set OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental and "
            + "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_ONLY; versions without that mode take =true and write log records, which must be sent here too.",
    };
}
