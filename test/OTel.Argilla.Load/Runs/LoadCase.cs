using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Clients;

namespace OTel.Argilla.Load.Runs;

/// <summary>What is sent, and how.</summary>
/// <param name="IsGrpc">Over gRPC instead of HTTP.</param>
/// <param name="IsGzip">Compressed.</param>
/// <param name="SpansPerBody">Spans of a request.</param>
/// <param name="IsWeb">90 % of the spans are not GenAI, instead of none.</param>
internal sealed record LoadCase(bool IsGrpc, bool IsGzip, int SpansPerBody, bool IsWeb)
{
    public static IEnumerable<LoadCase> All =>
        from isWeb in new[] { true, false }
        from isGrpc in new[] { true, false }
        from spans in new[] { 100, 1000 }
        from isGzip in new[] { false, true }
        select new LoadCase(isGrpc, isGzip, spans, isWeb);

    public override string ToString() =>
        $"{(IsWeb ? "90 %" : "0 %")} not GenAI, {(IsGrpc ? "gRPC" : "HTTP")}, {SpansPerBody} spans a request, {(IsGzip ? "gzip" : "plain")}";

    public BodyTemplate Template()
    {
        using var traces = new LoadTraces();
        return BodyTemplate.Make(IsWeb ? traces.Web : traces.Agents, SpansPerBody);
    }

    /// <summary>Requests with so many spans in all, made before anything is measured.</summary>
    public IReadOnlyList<OtlpBody> Prepare(BodyTemplate template, long firstTrace, int spans)
    {
        var bodies = new OtlpBody[spans / SpansPerBody];
        Parallel.For(0, bodies.Length, i =>
        {
            var body = template.Write(firstTrace + ((long)i * template.Traces));
            bodies[i] = Coding.Of(body, IsGzip);
        });
        return bodies;
    }
}
