using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>What the reasons for which a span gives no record mean to a person.</summary>
internal static class SkipReasonText
{
    public static string Of(string reason) => reason switch
    {
        SkipReason.Nested => "inside another interaction, whose record speaks for it",
        SkipReason.Continuation => "part of a turn whose record carries the id of an earlier span",
        SkipReason.Duplicate => "the same call was recorded twice; the other span's record stands",
        SkipReason.Error => "the call failed and gave no answer",
        SkipReason.NoContent => "prompt or response is not on the spans",
        SkipReason.ToolCallOnly => "the model asked for tools, and nothing answered in the end",
        SkipReason.EmptyResponse => "the model answered with nothing",
        SkipReason.NoAnswer => "there is a prompt, but nothing new came out",
        SkipReason.Guardrail => "a guardrail stopped it, or it belongs to a guardrail or evaluator",
        SkipReason.InsideTool => "it ran inside a tool of another process, whose caller's record speaks for it",
        SkipReason.ExternalContent => "its content was stored elsewhere and is only referred to",
        ExporterMetrics.Sampling => "left out by SamplingRatio",
        ExporterMetrics.Failed => "the trace could not be evaluated",
        _ => reason,
    };
}
