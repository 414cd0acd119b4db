using System.Text.Json.Nodes;
using OTel.Argilla.MoveToArgilla;

namespace OTel.Argilla.Emulator.Tests;

/// <summary>The way to a real Argilla that the manual shows, walked between two emulators.</summary>
public class MoveTests
{
    private const string Full = """
        {
          "workspaces": ["w", "v"],
          "users": [{"username": "ada", "role": "owner", "api_key": "ada.key"}, {"username": "bob", "role": "annotator", "workspaces": ["w"], "api_key": "bob.key"},
                    {"username": "eve", "role": "annotator", "workspaces": ["w"], "api_key": "eve.key"}],
          "datasets": [{
            "name": "d", "workspace": "w", "guidelines": "Be kind.", "allow_extra_metadata": false,
            "fields": [{"name": "prompt", "title": "Prompt", "required": true, "settings": {"type": "text"}}, {"name": "chat", "title": "Chat", "settings": {"type": "chat"}}],
            "questions": [{"name": "q", "title": "Q", "required": true, "settings": {"type": "rating", "options": [{"value": 1}, {"value": 2}]}}],
            "metadata_properties": [{"name": "seconds", "title": "Seconds", "settings": {"type": "float"}}],
            "vectors_settings": [{"name": "v", "title": "V", "dimensions": 2}]
          }, {"name": "draft", "workspace": "v", "published": false}]
        }
        """;

    private const string Other = """{"workspaces": ["w"], "users": [{"username": "root", "role": "owner", "api_key": "root.key"}, {"username": "bob", "role": "annotator"}]}""";

    [Test]
    public async Task EverythingArrivesAndNothingTwice()
    {
        await using var from = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = Full });
        await using var to = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = Other });
        await Fill(from);
        using var target = new ArgillaServer(to.Url, to.ApiKey);
        foreach (var _ in new[] { "first", "again" })
        {
            var mover = new Mover(target);
            await mover.MoveAsync(await Export(from));
            Assert.That((mover.Datasets, mover.Records, mover.ResponsesLeftOut), Is.EqualTo((2, 402, 1)));
        }

        Assert.That(await Shown(to), Is.EqualTo(await Shown(from)));
    }

    private static async Task Fill(ArgillaEmulator emulator)
    {
        using var client = new EmulatorClient(emulator);
        var dataset = (await client.Send(HttpMethod.Get, "me/datasets?name=d")).Body!["items"]![0]!["id"]!.GetValue<string>();
        var question = (await client.Send(HttpMethod.Get, $"datasets/{dataset}/questions")).Body!["items"]![0]!["id"]!.GetValue<string>();
        var users = (await client.Send(HttpMethod.Get, "users")).Body!["items"]!.AsArray().ToDictionary(user => user!["username"]!.GetValue<string>(), user => user!["id"]!.GetValue<string>());
        var rich = JsonNode.Parse($$$"""
            {"items": [
              {"external_id": "rich", "fields": {"prompt": "p\u0000<b>", "chat": [{"role": "user", "content": "c"}]}, "metadata": {"seconds": 3.0}, "vectors": {"v": [1.0, 0.5]},
               "suggestions": [{"question_id": "{{{question}}}", "value": 2, "score": 0.5, "agent": "judge"}],
               "responses": [{"user_id": "{{{users["bob"]}}}", "status": "submitted", "values": {"q": {"value": 1} } },
                             {"user_id": "{{{users["eve"]}}}", "status": "discarded", "values": {} }]},
              {"fields": {"prompt": "without an external id"}}
            ]}
            """);
        await client.Send(HttpMethod.Put, $"datasets/{dataset}/records/bulk", rich);
        await client.Put(dataset, Enumerable.Range(0, 400).Select(i => $"{i}"));
    }

    private static async Task<IAsyncEnumerable<string>> Export(ArgillaEmulator emulator)
    {
        using var http = Web.Client();
        var text = await http.GetStringAsync(new Uri(emulator.Url, "/_emulator/export"));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToAsyncEnumerable();
    }

    /// <summary>Everything in the export that is not the server's own: ids and times.</summary>
    private static async Task<List<string>> Shown(ArgillaEmulator emulator)
    {
        var names = new Dictionary<string, string>();
        var lines = new List<string>();
        await foreach (var line in await Export(emulator))
        {
            var (kind, value) = (JsonNode.Parse(line)!["kind"]!.GetValue<string>(), JsonNode.Parse(line)!["value"]!.AsObject());
            names[value["id"]!.GetValue<string>()] = (value["name"] ?? value["username"] ?? value["external_id"])?.GetValue<string>() ?? "?";
            if (kind != "user")
            {
                Strip(value, names);
                lines.Add($"{kind} {value.ToJsonString()}");
            }
        }

        return lines;
    }

    private static void Strip(JsonObject value, Dictionary<string, string> names)
    {
        value["external_id"] = value["external_id"] is { } id && !Guid.TryParse(id.GetValue<string>(), out _) ? id.DeepClone() : null;
        foreach (var key in new[] { "id", "inserted_at", "updated_at", "last_activity_at", "record_id" })
        {
            value.Remove(key);
        }

        foreach (var key in new[] { "dataset_id", "workspace_id", "question_id", "user_id" })
        {
            if (value[key] is { } reference)
            {
                value[key] = names.GetValueOrDefault(reference.GetValue<string>());
            }
        }

        foreach (var child in new[] { "suggestions", "responses" }.SelectMany(key => value[key]?.AsArray().ToList() ?? []))
        {
            Strip(child!.AsObject(), names);
            if (child!["user_id"]?.GetValue<string>() == "eve")
            {
                child.Parent!.AsArray().Remove(child);
            }
        }
    }
}
