using System.Text;

namespace OTel.Argilla.Benchmarks.Rig;

/// <summary>Argilla with the dataset that the exporter would have made.</summary>
internal sealed class ArgillaHandler : ReadingHandler
{
    public ArgillaHandler(Stream? sink = null)
        : base(sink)
    {
    }

    protected override HttpResponseMessage? Answer(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        return path.EndsWith("/records/bulk", StringComparison.Ordinal) ? null : Json(Encoding.UTF8.GetBytes(path switch
        {
            "/api/v1/version" => """{"version":"2.8.0"}""",
            "/api/v1/me" => """{"id":"u","username":"owner","role":"owner"}""",
            "/api/v1/me/workspaces" => Items("""{"id":"w","name":"argilla"}"""),
            "/api/v1/me/datasets" => Items("""{"id":"d","name":"llm-traces","workspace_id":"w","status":"ready","allow_extra_metadata":true}"""),
            "/api/v1/datasets/d/fields" => Items(Field("prompt", "text", true), Field("response", "text", true), Field("conversation", "chat", false)),
            "/api/v1/me/datasets/d/metadata-properties" => Items(
                Property("model", "terms"), Property("service", "terms"), Property("tokens", "integer"), Property("latency_ms", "float"), Property("trace_id", "terms")),
            "/api/v1/datasets/d/progress" => """{"total":0,"completed":0,"pending":0,"users":[]}""",
            _ => Items(),
        }));
    }

    private static string Items(params string[] items) => $$"""{"items":[{{string.Join(',', items)}}]}""";

    private static string Field(string name, string type, bool required) =>
        $$$"""{"id":"{{{name}}}","name":"{{{name}}}","required":{{{(required ? "true" : "false")}}},"settings":{"type":"{{{type}}}","use_markdown":true}}""";

    private static string Property(string name, string type) =>
        $$$"""{"id":"{{{name}}}","name":"{{{name}}}","title":"{{{name}}}","settings":{"type":"{{{type}}}"}}""";
}
