using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>From an app's spans to a server that is not as it should be: one clear message that says what to change, and nothing is lost meanwhile.</summary>
[NonParallelizable]
public class DatasetStateTests
{
    private const string Users = """
        "workspaces": ["argilla", "other"],
        "users": [
          {"username": "argilla", "role": "owner", "api_key": "owner.key"},
          {"username": "bob", "role": "annotator", "workspaces": ["argilla"], "api_key": "annotator.key"},
          {"username": "eve", "role": "admin", "workspaces": ["other"], "api_key": "admin.key"}
        ]
        """;

    private const string PlainFields = $$$"""
        {{{{Users}}}, "datasets": [{
          "name": "llm-traces", "workspace": "argilla",
          "fields": [
            {"name": "prompt", "title": "Prompt", "required": true, "settings": {"type": "text", "use_markdown": false}},
            {"name": "response", "title": "Response", "required": true, "settings": {"type": "text", "use_markdown": false}}
          ],
          "questions": [{"name": "q", "title": "Q", "required": true, "settings": {"type": "rating", "options": [{"value": 1}, {"value": 2}]}}]
        }]}
        """;

    private const string Draft = $$$"""
        {{{{Users}}}, "datasets": [{
          "name": "llm-traces", "workspace": "argilla", "published": false,
          "fields": [{"name": "prompt", "title": "Prompt", "required": true, "settings": {"type": "text", "use_markdown": true}}]
        }]}
        """;

    private static readonly TestCaseData[] Troubles =
    [
        new TestCaseData((Action<ArgillaExporterOptions>)(static options => options.ApiKey = "wrong.key"), "does not know the API key. Set ApiKey (ARGILLA_API_KEY)") { TestName = "A_key_that_the_server_does_not_know" },
        new TestCaseData((Action<ArgillaExporterOptions>)(static options => options.ApiKey = "annotator.key"), "belongs to the annotator bob") { TestName = "The_key_of_an_annotator" },
        new TestCaseData((Action<ArgillaExporterOptions>)(static options => options.Workspace = "wrong"), "Set Workspace (ARGILLA_WORKSPACE) to one of: argilla, other.") { TestName = "A_workspace_that_does_not_exist" },
        new TestCaseData((Action<ArgillaExporterOptions>)(static options => options.Workspace = null), "sees several workspaces. Set Workspace (ARGILLA_WORKSPACE) to one of: argilla, other.") { TestName = "No_workspace_where_there_are_two" },
        new TestCaseData((Action<ArgillaExporterOptions>)(static options => options.ApiKey = "admin.key"), "There is no workspace argilla that the API key can see.") { TestName = "The_key_of_an_admin_of_another_workspace" },
        new TestCaseData((Action<ArgillaExporterOptions>)(static options => options.ApiUrl = new Uri(options.ApiUrl!, "/page/")), "Set ApiUrl (ARGILLA_API_URL)") { TestName = "An_address_where_a_web_page_answers" },
        new TestCaseData((Action<ArgillaExporterOptions>)(static options => options.CreateDataset = false), "There is no dataset llm-traces in the workspace argilla, and CreateDataset is false.") { TestName = "A_dataset_that_is_missing_and_may_not_be_made" },
    ];

    [TestCaseSource(nameof(Troubles))]
    public async Task IsSaidOnceWithWhatToChange(Action<ArgillaExporterOptions> breakIt, string advice)
    {
        using var said = new Said();
        await using var rig = await EmulatorRig.StartAsync(options => Break(options, breakIt), setup: $"{{{Users}}}");
        rig.Chat();
        TryThrice(rig);

        Assert.That(said.Of("DeliveryBlocked"), Has.Count.EqualTo(1).And.One.Contains(advice));
        Assert.That(said.Of("DeliveryBlocked").Single(), Does.Not.Contain(".key"));
        Assert.That(said.Of("RecordsDropped"), Is.Empty, "records wait");
    }

    [Test]
    public async Task PlainFieldsAreWarnedOfOnce()
    {
        using var said = new Said();
        await using var rig = await EmulatorRig.StartAsync(Owner, setup: PlainFields);
        for (var i = 0; i < 3; i++)
        {
            rig.Chat("<b>Why?</b>");
            Assert.That(rig.Flush(), Is.True);
        }

        Assert.That(said.Of("DatasetNote").Where(static note => note.Contains("not markdown", StringComparison.Ordinal)), Has.Exactly(1).Items
            .And.One.Contains("prompt, response").And.One.Contains("use_markdown").And.One.Contains("EscapeHtml"));
        Assert.That(rig.Records.Select(static record => (string?)record.Fields["prompt"]), Is.All.EqualTo("<b>Why?</b>"));
    }

    [Test]
    public async Task HtmlInPlainFieldsIsEscapedOnRequest()
    {
        using var said = new Said();
        await using var rig = await EmulatorRig.StartAsync(static options => Break(options, static options => options.EscapeHtml = true), setup: PlainFields);
        rig.Chat("<script>alert('x')</script> & more");

        Assert.That(rig.Flush(), Is.True);
        Assert.That((string?)rig.Records.Single().Fields["prompt"], Does.StartWith("&lt;script&gt;").And.EndsWith("&amp; more").And.Not.Contain("<"));
        Assert.That(said.Of("DatasetNote"), Has.None.Contains("not markdown"));
    }

    [Test]
    public async Task TheFieldsThatWeMakeUseMarkdownSoNothingIsEscaped()
    {
        await using var rig = await EmulatorRig.StartAsync(static options => options.EscapeHtml = true);
        rig.Chat("<b>Why?</b>");

        Assert.That(rig.Flush(), Is.True);
        Assert.That((string?)rig.Records.Single().Fields["prompt"], Is.EqualTo("<b>Why?</b>"));
    }

    [Test]
    public async Task AHalfMadeDraftIsCompletedAndPublished()
    {
        using var said = new Said();
        await using var rig = await EmulatorRig.StartAsync(Owner, setup: Draft);
        rig.Chat();

        Assert.That(rig.Flush(), Is.True);
        Assert.That((string?)rig.Records.Single().Fields["response"], Is.EqualTo("Because."));
        Assert.That(rig.Records.Single().IsIndexed, Is.True, "reviewers see it");
        Assert.That(said.Of("DeliveryBlocked"), Is.Empty);
    }

    [Test]
    public async Task ADatasetWhoseSearchIndexWasNeverMadeIsReported()
    {
        using var said = new Said();
        await using var rig = await EmulatorRig.StartAsync(Owner, setup: Draft);

        // Argilla marks the dataset ready before it makes the index, and leaves it so when that fails: here, since a write to the draft made another.
        using var http = new HttpClient { BaseAddress = new Uri(rig.Server.Url, "/api/v1/") };
        http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", "owner.key");
        var dataset = (await http.GetFromJsonAsync<JsonObject>("me/datasets"))!["items"]![0]!["id"]!;
        using var question = await http.PostAsJsonAsync($"datasets/{dataset}/questions", JsonNode.Parse("""{"name":"q","title":"Q","required":true,"settings":{"type":"text"}}"""));
        using var write = await http.PutAsJsonAsync($"datasets/{dataset}/records/bulk", JsonNode.Parse("""{"items":[{"external_id":"before","fields":{"prompt":"p"}}]}"""));
        using var publish = await http.PutAsync(new Uri($"datasets/{dataset}/publish", UriKind.Relative), null);
        Assert.That((write.StatusCode, publish.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.InternalServerError)));
        rig.Chat();
        TryThrice(rig);

        Assert.That(said.Of("DeliveryBlocked"), Has.Count.EqualTo(1).And.One.Contains("its search index does not answer, so reviewers would see no records").And.One.Contains("reindex"));
        Assert.That(said.Of("RecordsDropped"), Is.Empty, "records wait");
        Assert.That(rig.Records.Select(static record => record.ExternalId), Is.EqualTo(new[] { "before" }));
    }

    /// <summary>Returns when the exporter begins its third try. A flush cuts the wait before the next one short.</summary>
    private static void TryThrice(EmulatorRig rig) => Assert.That(
        () =>
        {
            Assert.That(rig.Flush(50), Is.False);
            return rig.Server.Requests.Count(static request => request.Target.EndsWith("/version", StringComparison.Ordinal));
        },
        Is.GreaterThanOrEqualTo(3).After(Waits.Long, 10));

    private static void Owner(ArgillaExporterOptions options) => (options.ApiKey, options.Workspace) = ("owner.key", "argilla");

    private static void Break(ArgillaExporterOptions options, Action<ArgillaExporterOptions> breakIt)
    {
        Owner(options);
        breakIt(options);
    }
}
