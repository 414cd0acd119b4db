namespace OTel.Argilla.Sidecar.Telemetry;

/// <summary>An export request that was answered.</summary>
/// <param name="Protocol"><c>http</c> or <c>grpc</c>.</param>
/// <param name="Signal"><c>traces</c>, <c>logs</c> or <c>metrics</c>.</param>
/// <param name="Outcome">What its client was told.</param>
/// <param name="Items">Its spans or log records; zero when it was not read.</param>
/// <param name="Rejected">Those of them that were not kept and will not be on another try.</param>
/// <param name="Duration">From its head to its answer.</param>
internal readonly record struct AnsweredRequest(string Protocol, string Signal, string Outcome, long Items, long Rejected, TimeSpan Duration)
{
    public const string Traces = "traces";
    public const string Accepted = "accepted";

    public bool IsAccepted => Outcome == Accepted;
}
