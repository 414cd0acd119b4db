using OTel.Argilla.Captures.Tests.Otlp;

namespace OTel.Argilla.Captures.Tests;

/// <summary>The ways in which the requests of a run may come.</summary>
internal static class Arrivals
{
    private const int Seed = 20261123;

    public static IEnumerable<(string Name, IReadOnlyList<RecordedRequest> Requests, TimeSpan Pause)> Of(RecordedScenario scenario)
    {
        var proto = scenario.ProtoRequests.Count > 0 ? scenario.ProtoRequests : [.. scenario.JsonRequests.Select(AsProto)];
        var json = scenario.JsonRequests.Count > 0 ? scenario.JsonRequests : [.. scenario.ProtoRequests.Select(AsJson)];
        yield return ("protobuf as recorded", proto, default);
        yield return ("JSON as recorded", json, default);
        yield return ("protobuf shuffled", Shuffled(proto, Seed), default);
        yield return ("JSON shuffled", Shuffled(json, Seed + 1), default);
        var pieces = proto.SelectMany(static r => OtlpRequests.Split(r.Body).Select(body => r with { Body = body })).ToArray();
        yield return ("protobuf split", Shuffled(pieces, Seed + 2), default);
        yield return ("protobuf, one request after the other", proto, TimeSpan.FromSeconds(10));
        yield return ("protobuf, one span after the other", pieces, TimeSpan.FromSeconds(2));
        yield return ("protobuf, one span after the other, shuffled", Shuffled(pieces, Seed + 4), TimeSpan.FromSeconds(2));
        yield return ("JSON split", Shuffled([.. pieces.Select(AsJson)], Seed + 3), default);
    }

    private static RecordedRequest AsProto(RecordedRequest request) => new(request.IsLogs, false, JsonToProto.Convert(request.Body, request.IsLogs));

    private static RecordedRequest AsJson(RecordedRequest request) => new(request.IsLogs, true, OtlpRequests.ToJson(request.Body, request.IsLogs));

    private static RecordedRequest[] Shuffled(IReadOnlyList<RecordedRequest> requests, int seed)
    {
        var shuffled = requests.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
