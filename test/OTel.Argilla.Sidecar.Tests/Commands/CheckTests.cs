using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OTel.Argilla.Emulator;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>Whether records would land, asked of a server and changing nothing there.</summary>
public sealed class CheckTests
{
    private const string Setup = """
        {"users":[
            {"username":"owner","first_name":"O","role":"owner","password":"12345678","api_key":"owner.apikey"},
            {"username":"reviewer","first_name":"R","role":"annotator","password":"12345678","api_key":"reviewer.apikey","workspaces":["one"]}],
         "workspaces":["one","two"]}
        """;

    private ArgillaEmulator _argilla = null!;

    [SetUp]
    public async Task Start() => _argilla = await ArgillaEmulator.StartAsync();

    [TearDown]
    public async Task Stop() => await _argilla.DisposeAsync();

    [Test]
    public async Task Every_step_passes_before_the_dataset_is_there_and_after()
    {
        var before = await CheckAsync();
        Assert.That(before.Code, Is.Zero, before.Out);
        Assert.That(Steps(before), Is.EqualTo(new[] { "ok configuration", "ok server", "ok key", "ok workspace", "ok dataset", "ok fields" }));
        Assert.That(before.Out, Does.Contain("who is owner").And.Contain("it is made before the first record").And.Contain("prompt, response, conversation").And.Contain("Records would land."));
        Assert.That(_argilla.Requests.Select(static request => request.Method).Distinct(), Is.EqualTo(new[] { "GET" }), "a check changes nothing");

        using var directory = new TempDirectory();
        var input = directory.Write("traces.proto", Otlp.Samples.Get("proto-traces.proto"));
        await Cli.RunAsync(["replay", input, "--state", directory.File("state")], Environment());
        var after = await CheckAsync();
        Assert.That(after.Code, Is.Zero, after.Out);
        Assert.That(after.Out, Does.Contain("is published, and its search index answers"));
    }

    [Test]
    public async Task Fields_that_cannot_be_filled_are_told_and_a_mapping_helps()
    {
        await MakeDatasetAsync("instructions");
        var result = await CheckAsync();
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Argilla));
        Assert.That(result.Out, Does.Contain("FAIL  fields: ").And.Contain("FieldMapping").And.Contain("would not land"));

        var mapped = Environment();
        mapped["Argilla__FieldMapping__prompt"] = "instructions";
        result = await Cli.RunAsync(["check"], mapped);
        Assert.That(result.Code, Is.Zero, result.Out);
        Assert.That(result.Out, Does.Contain("prompt → instructions").And.Contain("note ").And.Contain("no field for: response"));
    }

    [TestCase("ARGILLA_API_KEY", "wrong", 3, "FAIL  key: ", "does not know the API key")]
    [TestCase("ARGILLA_DATASET", "{}-traces", 2, "FAIL  configuration: ", "has braces that enclose no attribute")]
    [TestCase("Receiver__HttpEndpiont", "127.0.0.1:4318", 2, "FAIL  configuration: ", "is no setting")]
    [TestCase("ARGILLA_API_KEY", "", 2, "FAIL  configuration: ", "ApiKey is missing")]
    [TestCase("ARGILLA_API_URL", "nonsense", 2, "FAIL  configuration: ", "must be an absolute http or https address")]
    [TestCase("ARGILLA_WORKSPACE", "nowhere", 3, "FAIL  workspace: ", "There is no workspace nowhere")]
    [TestCase("Argilla__CreateDataset", "false", 3, "FAIL  dataset: ", "CreateDataset is false")]
    public async Task What_fails_says_what_to_change(string variable, string value, int code, string step, string said)
    {
        var environment = Environment();
        environment[variable] = value;
        var result = await Cli.RunAsync(["check"], environment);

        Assert.That(result.Code, Is.EqualTo(code));
        Assert.That(result.Out, Does.Contain(step).And.Contain(said).And.Not.Contain("Records would land."));
    }

    [TestCase("true", "looked at when their first record comes, and made when they are missing.")]
    [TestCase("false", "looked at when their first record comes, and must be there.")]
    public async Task Of_a_template_all_is_checked_but_its_datasets(string creates, string said)
    {
        var environment = Environment();
        environment["Argilla__CreateDataset"] = creates;
        environment["Routing__Rules__0__Attribute"] = "tenant";
        environment["Routing__Rules__0__Dataset"] = "acme";
        var result = await Cli.RunAsync(["check", "-d", "{service.name}-x"], environment);

        Assert.That(result.Code, Is.Zero, result.Out);
        Assert.That(Steps(result)[..4], Is.EqualTo(new[] { "ok configuration", "ok server", "ok key", "ok workspace" }));
        Assert.That(result.Out, Does.Contain("The dataset {service.name}-x is a template, which serve fills: its datasets are " + said).And.Contain("The datasets of Routing:Rules are " + said));
        Assert.That(result.Out, Does.Not.Contain("dataset: ").And.Not.Contain("fields: "));

        environment["ARGILLA_API_KEY"] = "wrong";
        Assert.That((await Cli.RunAsync(["check", "-d", "{service.name}-x"], environment)).Out, Does.Contain("FAIL  key: "));
    }

    [Test]
    public async Task What_serve_can_do_passes()
    {
        // Longer than an exporter in an app may wait, by its defaults.
        var environment = Environment();
        environment["Argilla__TraceIdleTimeout"] = "02:00:00";
        var result = await Cli.RunAsync(["check"], environment);

        Assert.That(result.Code, Is.Zero, result.Out);
    }

    [Test]
    public async Task A_key_that_may_not_write_and_a_choice_of_workspaces_are_told()
    {
        await using var argilla = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = Setup });
        var environment = new Dictionary<string, string?> { ["ARGILLA_API_URL"] = argilla.Url.ToString(), ["ARGILLA_API_KEY"] = "reviewer.apikey" };
        Assert.That((await Cli.RunAsync(["check"], environment)).Out, Does.Contain("FAIL  key: ").And.Contain("annotator reviewer"));

        environment["ARGILLA_API_KEY"] = "owner.apikey";
        var result = await Cli.RunAsync(["check"], environment);
        Assert.That(result.Out, Does.Contain("FAIL  workspace: ").And.Contain("one, two"));
        Assert.That((await Cli.RunAsync(["check", "--workspace", "two"], environment)).Code, Is.Zero);
    }

    [Test]
    public async Task A_server_that_is_away_is_told()
    {
        var environment = Environment();
        await _argilla.DisposeAsync();
        var result = await Cli.RunAsync(["check"], environment);

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Argilla));
        Assert.That(result.Out, Does.Contain("FAIL  server: ").And.Contain("cannot be reached"));
        Assert.That(result.Out, Does.Not.Contain(environment["ARGILLA_API_KEY"]!));
    }

    private Task<CliResult> CheckAsync() => Cli.RunAsync(["check"], Environment());

    private static string[] Steps(CliResult result) =>
        [.. result.Out.Split('\n').Where(static line => line.Contains(": ", StringComparison.Ordinal)).Select(static line => line[..line.IndexOf(": ", StringComparison.Ordinal)].Replace("    ", " "))];

    private Dictionary<string, string?> Environment() => new()
    {
        ["ARGILLA_API_URL"] = _argilla.Url.ToString(),
        ["ARGILLA_API_KEY"] = _argilla.ApiKey,
        ["ARGILLA_WORKSPACE"] = _argilla.Workspace,
        ["ARGILLA_DATASET"] = "checked",
    };

    /// <summary>A published dataset with one required text field.</summary>
    private async Task MakeDatasetAsync(string field)
    {
        using var client = new HttpClient { BaseAddress = new Uri(_argilla.Url, "api/v1/") };
        client.DefaultRequestHeaders.Add("X-Argilla-Api-Key", _argilla.ApiKey);
        var workspaces = await client.GetFromJsonAsync<JsonNode>("me/workspaces");
        var dataset = await PostAsync("datasets", $$"""{"name":"checked","workspace_id":"{{workspaces!["items"]![0]!["id"]!.GetValue<string>()}}"}""");
        var id = dataset["id"]!.GetValue<string>();
        await PostAsync($"datasets/{id}/fields", "{\"name\":\"" + field + "\",\"title\":\"T\",\"required\":true,\"settings\":{\"type\":\"text\",\"use_markdown\":true}}");
        await PostAsync($"datasets/{id}/questions", """{"name":"good","title":"Good?","required":true,"settings":{"type":"text"}}""");
        using var published = await client.PutAsync(new Uri($"datasets/{id}/publish", UriKind.Relative), null);
        published.EnsureSuccessStatusCode();

        async Task<JsonNode> PostAsync(string path, string body)
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        }
    }
}
