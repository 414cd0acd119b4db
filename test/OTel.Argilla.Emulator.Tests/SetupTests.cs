using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Tests;

public class SetupTests
{
    private const string Setup = """
        {
          "workspaces": ["w"],
          "users": [
            {"username": "ada", "role": "owner", "api_key": "ada.key", "password": "ada-password"},
            {"username": "bob", "role": "annotator", "workspaces": ["w"]}
          ],
          "datasets": [{
            "name": "d", "workspace": "w", "guidelines": "Be kind.", "allow_extra_metadata": false,
            "fields": [{"name": "prompt", "title": "Prompt", "required": true, "settings": {"type": "text"}}],
            "questions": [{"name": "q", "title": "Q", "required": true, "settings": {"type": "rating", "options": [{"value": 1}, {"value": 2}]}}],
            "metadata_properties": [{"name": "model", "title": "Model", "settings": {"type": "terms"}}],
            "vectors_settings": [{"name": "v", "title": "V", "dimensions": 2}],
            "records": [{"external_id": "a", "fields": {"prompt": "p"}, "metadata": {"model": "m"}, "vectors": {"v": [1, 2]}}]
          }, {"name": "draft", "workspace": "w", "published": false}]
        }
        """;

    [Test]
    public async Task ATestStartsFromAKnownState()
    {
        await using var emulator = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = Setup });
        using var client = new EmulatorClient(emulator);
        var (_, datasets) = await client.Send(HttpMethod.Get, "me/datasets");
        var id = datasets!["items"]![0]!["id"]!.GetValue<string>();
        var (_, properties) = await client.Send(HttpMethod.Get, $"me/datasets/{id}/metadata-properties");
        Assert.Multiple(() =>
        {
            Assert.That(emulator.ApiKey, Is.EqualTo("ada.key"));
            Assert.That(emulator.Workspace, Is.EqualTo("w"));
            Assert.That(datasets["items"]!.AsArray().Select(dataset => dataset!["status"]!.GetValue<string>()), Is.EqualTo(new[] { "ready", "draft" }));
            Assert.That(datasets["items"]![0]!["guidelines"]!.GetValue<string>(), Is.EqualTo("Be kind."));
            Assert.That(properties!["items"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That(emulator.Records("d").Single().ExternalId, Is.EqualTo("a"));
        });
    }

    [TestCase("""{"users": []}""", "workspaces")]
    [TestCase("not json", "workspaces")]
    [TestCase("""{"workspaces": ["w"], "users": [{"username": "a", "role": "owner", "workspaces": ["x"]}]}""", "'x'")]
    [TestCase("""{"workspaces": ["w"], "users": [{"username": "a", "role": "admin"}], "datasets": [{"name": "d", "workspace": "w"}]}""", "owner")]
    [TestCase("""{"workspaces": ["w"], "users": []}""", "no user")]
    [TestCase("""{"workspaces": ["w"], "users": [{"username": "a", "role": "owner"}, {"username": "a", "role": "owner"}]}""", "twice")]
    [TestCase("""{"workspaces": ["w"], "users": [{"username": "a", "role": "owner"}], "datasets": [{"name": "d", "workspace": "x"}]}""", "'x'")]
    [TestCase("""{"workspaces": ["w"], "users": [{"username": "a", "role": "owner"}], "datasets": [{"name": "d", "workspace": "w"}]}""", "without fields")]
    [TestCase("""{"workspaces": ["w"], "users": [{"username": "a", "role": "boss"}]}""", "'boss'")]
    public async Task AWrongSetupSaysWhatIsWrong(string setup, string said)
    {
        var error = await Assert.ThrowsAsync<EmulatorException>(() => ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = setup }));
        Assert.That(error!.Message, Does.Contain(said));
    }

    [Test]
    public async Task AWrongSetupLeavesNothingInTheDataFile()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"setup-{Guid.NewGuid():N}.db");
        var wrong = JsonNode.Parse(Setup)!;
        wrong["datasets"]![0]!["records"]![0]!["fields"]!["prompt"] = null;
        try
        {
            await Assert.ThrowsAsync<EmulatorException>(() => ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = file, Setup = wrong.ToJsonString() }));
            await using var emulator = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = file, Setup = Setup });
            Assert.That(emulator.Records("d"), Has.Count.EqualTo(1));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task WithoutASetupItIsAsInTheQuickstart()
    {
        await using var emulator = await ArgillaEmulator.StartAsync();
        Assert.That((emulator.ApiKey, emulator.Workspace), Is.EqualTo(("argilla.apikey", "argilla")));
    }
}
