namespace OTel.Argilla.Captures.Tests;

/// <summary>A request to a receiver, as an SDK sent it.</summary>
internal sealed record RecordedRequest(bool IsLogs, bool IsJson, byte[] Body);

/// <summary>One run of a program with one SDK, with what its spans must give.</summary>
/// <param name="App">The SDK or instrumentation.</param>
/// <param name="Name">What the program did.</param>
/// <param name="IsContentOn">Whether the SDK was told to record contents.</param>
/// <param name="Records">Prompts and responses that the program really sent and got.</param>
/// <param name="Optional">Those that may be left out: streams that were given up, refusals.</param>
/// <param name="Absent">Calls whose texts are not in the spans.</param>
/// <param name="ProtoRequests">In the order in which they were sent, in protobuf, if they were recorded so.</param>
/// <param name="JsonRequests">The same in JSON, if they were recorded so.</param>
internal sealed record RecordedScenario(
    string App,
    string Name,
    bool IsContentOn,
    IReadOnlyList<PromptAndResponse> Records,
    IReadOnlyList<PromptAndResponse> Optional,
    IReadOnlyList<PromptAndResponse> Absent,
    IReadOnlyList<RecordedRequest> ProtoRequests,
    IReadOnlyList<RecordedRequest> JsonRequests)
{
    public string FullName => $"{App}.{Name}.{(IsContentOn ? "on" : "off")}";
}
