using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Exporter.Tests.Argilla;

/// <summary>A scripted Argilla behind a message handler: just enough of the contract, and any fault a test asks for.</summary>
internal sealed class StubArgilla : HttpMessageHandler
{
    public const string Key = "owner.apikey";
    private readonly object _lock = new();

    public List<string> Requests { get; } = [];

    public List<HttpRequestMessage> Messages { get; } = [];

    /// <summary>Stored records by external id.</summary>
    public Dictionary<string, JsonObject> Records { get; } = new(StringComparer.Ordinal);

    public List<string[]> Batches { get; } = [];

    public string Version { get; set; } = "2.8.0";

    public string Role { get; set; } = "owner";

    public List<string> Workspaces { get; } = ["argilla"];

    public JsonObject? Dataset { get; set; }

    public JsonArray Fields { get; } = [];

    public JsonArray Questions { get; } = [];

    public JsonArray Properties { get; } = [];

    /// <summary>Answers a request in place of the stub, when it returns one.</summary>
    public Func<HttpRequestMessage, string, Task<HttpResponseMessage?>>? Intercept { get; set; }

    /// <summary>Answers a bulk request in place of the stub, when it returns one; gets the items.</summary>
    public Func<JsonArray, HttpResponseMessage?>? OnBulk { get; set; }

    public HttpClient Client() => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public static HttpResponseMessage Json(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Html(int status) =>
        new((HttpStatusCode)status) { Content = new StringContent("<html></html>", Encoding.UTF8, "text/html") };

    public static HttpResponseMessage Fault(string type) => Json(
        500, """{"detail":{"code":"argilla.api.errors::GenericServerError","params":{"type":""" + $"\"{type}\"" + ""","message":"SECRET prompt text"}}}""");

    public void AddField(string name, string type = "text", bool required = true, bool markdown = true) => Fields.Add(new JsonObject
    {
        ["id"] = $"f-{name}",
        ["name"] = name,
        ["required"] = required,
        ["settings"] = new JsonObject { ["type"] = type, ["use_markdown"] = markdown },
    });

    public void AddQuestion(string name, string settings) =>
        Questions.Add(new JsonObject { ["id"] = $"q-{name}", ["name"] = name, ["required"] = true, ["settings"] = JsonNode.Parse(settings) });

    public void AddProperty(string name, string settings) =>
        Properties.Add(new JsonObject { ["id"] = $"p-{name}", ["name"] = name, ["title"] = name, ["settings"] = JsonNode.Parse(settings) });

    public void AddDataset(string name, string status = "ready", bool allowExtra = true) => Dataset = new JsonObject
    {
        ["id"] = "d-1",
        ["name"] = name,
        ["workspace_id"] = "w-argilla",
        ["status"] = status,
        ["allow_extra_metadata"] = allowExtra,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_lock)
        {
            Requests.Add($"{request.Method} {path}");
            Messages.Add(request);
        }

        if (Intercept is not null && await Intercept(request, body) is { } answer)
        {
            return answer;
        }

        lock (_lock)
        {
            return Answer(request.Method.Method, path.Split("api/v1/")[1], body);
        }
    }

    private HttpResponseMessage Answer(string method, string path, string body) => (method, path.Split('?')[0]) switch
    {
        ("GET", "version") => Json(200, $$"""{"version":"{{Version}}"}"""),
        ("GET", "me") => Json(200, $$"""{"id":"u","username":"somebody","role":"{{Role}}","api_key":"{{Key}}"}"""),
        ("GET", "me/workspaces") => List(new JsonArray([.. Workspaces.Select(name => JsonNode.Parse($$"""{"id":"w-{{name}}","name":"{{name}}"}"""))])),
        ("GET", "me/datasets") => List(Dataset is null ? [] : [Dataset.DeepClone()]),
        ("POST", "datasets") => CreateDataset(body),
        ("GET", "datasets/d-1/fields") => List(Fields),
        ("GET", "datasets/d-1/questions") => List(Questions),
        ("GET", "me/datasets/d-1/metadata-properties") => List(Properties),
        ("POST", "datasets/d-1/fields") => Add(Fields, body, "f"),
        ("POST", "datasets/d-1/questions") => Add(Questions, body, "q"),
        ("POST", "datasets/d-1/metadata-properties") => Add(Properties, body, "p"),
        ("PUT", "datasets/d-1/publish") => Publish(),
        ("GET", "datasets/d-1/progress") => Json(200, """{"total":0,"completed":0,"pending":0,"users":[]}"""),
        ("PUT", "datasets/d-1/records/bulk") => Bulk(body),
        _ => Json(404, """{"detail":"Not Found"}"""),
    };

    private HttpResponseMessage CreateDataset(string body)
    {
        if (Dataset is not null)
        {
            return Fault("sqlalchemy.exc.IntegrityError");
        }

        Dataset = (JsonObject)JsonNode.Parse(body)!;
        Dataset["id"] = "d-1";
        Dataset["status"] = "draft";
        return Json(201, Dataset.ToJsonString());
    }

    private static HttpResponseMessage Add(JsonArray list, string body, string prefix)
    {
        var item = JsonNode.Parse(body)!;
        if (list.Any(other => (string)other!["name"]! == (string)item["name"]!))
        {
            return Fault("sqlalchemy.exc.IntegrityError");
        }

        item["id"] = $"{prefix}-{item["name"]}";
        list.Add(item);
        return Json(201, item.ToJsonString());
    }

    private HttpResponseMessage Publish()
    {
        if ((string)Dataset!["status"]! == "ready")
        {
            return Json(422, """{"detail":"Dataset has already been published"}""");
        }

        Dataset["status"] = "ready";
        return Json(200, Dataset.ToJsonString());
    }

    private HttpResponseMessage Bulk(string body)
    {
        var items = JsonNode.Parse(body)!["items"]!.AsArray();
        Batches.Add([.. items.Select(item => item!["external_id"]!.GetValue<string>())]);
        if (OnBulk?.Invoke(items) is { } answer)
        {
            return answer;
        }

        foreach (var item in items)
        {
            Records[item!["external_id"]!.GetValue<string>()] = (JsonObject)item.DeepClone();
        }

        return Json(200, body);
    }

    private static HttpResponseMessage List(JsonArray items) => Json(200, $$"""{"items":{{items.ToJsonString()}}}""");
}
