using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OTel.Argilla.Captures.Tests.Otlp;

namespace OTel.Argilla.Captures.Tests;

/// <summary>What these tests do to requests is what SDKs do.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class OtlpRequestsTests
{
    private static IEnumerable<string> Apps => Recordings.Apps().Where(static a => a.Language == "node").Select(static a => a.App);

    [TestCaseSource(nameof(Apps))]
    public void Protobuf_as_JSON_says_what_the_SDK_itself_said_in_JSON(string app)
    {
        foreach (var scenario in Recordings.Read("node", app).Where(static s => s.JsonRequests.Count > 0 && s.ProtoRequests.Count > 0))
        {
            var ours = scenario.ProtoRequests.SelectMany(static r => Spans(OtlpRequests.ToJson(r.Body, r.IsLogs)));
            var theirs = scenario.JsonRequests.SelectMany(static r => Spans(r.Body));
            Assert.That(ours, Is.EquivalentTo(theirs), scenario.FullName);
        }
    }

    [TestCaseSource(nameof(Apps))]
    public void JSON_as_protobuf_says_the_same(string app)
    {
        foreach (var request in Recordings.Read("node", app).SelectMany(static s => s.JsonRequests))
        {
            var there = JsonToProto.Convert(request.Body, request.IsLogs);
            Assert.That(Spans(OtlpRequests.ToJson(there, request.IsLogs)), Is.EquivalentTo(Spans(request.Body)));
        }
    }

    /// <summary>Spans with their scopes and resources: the two were batched each for itself.</summary>
    private static IEnumerable<string> Spans(byte[] request) =>
        from resource in JsonNode.Parse(request)!["resourceSpans"]!.AsArray()
        from scope in resource["scopeSpans"]!.AsArray()
        from span in scope["spans"]!.AsArray()
        select string.Join(' ', new[] { resource["resource"], scope["scope"], span }.Select(static node => Plain(node)?.ToJsonString()));

    /// <summary>Without the freedoms that OTLP/JSON leaves (order, defaults that may be left out, numbers as text), and without stack traces, whose paths were removed.</summary>
    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o
            .Select(static p => KeyValuePair.Create(p.Key, Plain(p.Value)))
            .Where(static p => p.Value is not null && (p.Key == "stringValue" || p.Value.ToJsonString() is not ("\"0\"" or "\"\"" or "[]" or "{}")))
            .OrderBy(static p => p.Key, StringComparer.Ordinal)),
        JsonArray a => new JsonArray([.. a.Where(static item => (item as JsonObject)?["key"]?.ToString() != "exception.stacktrace").Select(Plain)]),
        JsonValue v when v.GetValueKind() == JsonValueKind.Number => JsonValue.Create(v.GetValue<double>().ToString("R", CultureInfo.InvariantCulture)),
        JsonValue v => JsonValue.Create(v.ToString()),
        _ => null,
    };
}
