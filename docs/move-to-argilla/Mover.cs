using System.Text.Json.Nodes;

namespace OTel.Argilla.MoveToArgilla;

/// <summary>Reads an export line by line and makes what the server lacks. Records are upserts by external id, so nothing is ever there twice.</summary>
internal sealed class Mover(ArgillaServer server)
{
    private const int RecordsAtOnce = 200;

    private static readonly Dictionary<string, (string List, string Make)> Parts = new()
    {
        ["field"] = ("datasets/{0}/fields", "datasets/{0}/fields"),
        ["question"] = ("datasets/{0}/questions", "datasets/{0}/questions"),
        ["metadata_property"] = ("me/datasets/{0}/metadata-properties", "datasets/{0}/metadata-properties"),
        ["vector_settings"] = ("datasets/{0}/vectors-settings", "datasets/{0}/vectors-settings"),
    };

    /// <summary>The server's ids by the exported ones.</summary>
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _users = new(StringComparer.Ordinal);
    private readonly List<JsonNode> _waiting = [];
    private string? _dataset;
    private bool _isReady;

    public int Datasets { get; private set; }

    public int Records { get; private set; }

    public int ResponsesLeftOut { get; private set; }

    public async Task MoveAsync(IAsyncEnumerable<string> lines)
    {
        foreach (var user in await UsersAsync())
        {
            _users[Text(user, "username")] = Text(user, "id");
        }

        await foreach (var line in lines)
        {
            var entry = JsonNode.Parse(line) ?? throw new InvalidDataException("The file is no export of an emulator.");
            await MoveAsync(Text(entry.AsObject(), "kind"), entry["value"]!.AsObject());
        }

        await FinishAsync();
    }

    private async Task MoveAsync(string kind, JsonObject value)
    {
        switch (kind)
        {
            case "workspace":
                Note(value, await server.FindOrMakeAsync("me/workspaces", "workspaces", Only(value, "name")));
                break;
            case "user" when _users.TryGetValue(Text(value, "username"), out var known):
                _ids[Text(value, "id")] = known;
                break;
            case "dataset":
                await FinishAsync();
                await OpenAsync(value);
                break;
            case "record":
                await PublishAsync();
                _waiting.Add(Record(value));
                await (_waiting.Count == RecordsAtOnce ? SendAsync() : Task.CompletedTask);
                break;
            case not "user":
                await PartAsync(Parts[kind], value);
                break;
        }
    }

    private async Task OpenAsync(JsonObject dataset)
    {
        var wanted = Only(dataset, "name", "guidelines", "allow_extra_metadata", "distribution", "metadata");
        var workspace = _ids[Text(dataset, "workspace_id")];
        wanted["workspace_id"] = workspace;
        var found = await server.FindOrMakeAsync($"me/datasets?workspace_id={workspace}", "datasets", wanted);
        (_dataset, _isReady) = (Text(found, "id"), Text(found, "status") == "ready" || Text(dataset, "status") == "draft");
        Datasets++;
    }

    private async Task PartAsync((string List, string Make) path, JsonObject part)
    {
        part.Remove("dataset_id");
        Note(part, await server.FindOrMakeAsync(string.Format(null, path.List, _dataset), string.Format(null, path.Make, _dataset), part));
    }

    /// <summary>What a bulk write takes, with the server's ids of questions and users.</summary>
    private JsonObject Record(JsonObject exported)
    {
        var record = Only(exported, "fields", "metadata", "vectors");
        record["external_id"] = (exported["external_id"] ?? exported["id"])!.DeepClone();
        record["suggestions"] = new JsonArray([.. Items(exported, "suggestions").Select(suggestion =>
        {
            var sent = Only(suggestion, "value", "score", "agent", "type");
            sent["question_id"] = _ids[Text(suggestion, "question_id")];
            return sent;
        })]);
        var responses = Items(exported, "responses").ToList();
        var known = responses.Where(response => _ids.ContainsKey(Text(response, "user_id"))).ToList();
        ResponsesLeftOut += responses.Count - known.Count;
        record["responses"] = new JsonArray([.. known.Select(response => new JsonObject
        {
            ["user_id"] = _ids[Text(response, "user_id")],
            ["status"] = Text(response, "status"),
            ["values"] = response["values"]?.DeepClone() ?? new JsonObject(),
        })]);
        return record;
    }

    private async Task PublishAsync()
    {
        if (!_isReady)
        {
            await server.SendAsync(HttpMethod.Put, $"datasets/{_dataset}/publish");
            _isReady = true;
        }
    }

    private async Task SendAsync()
    {
        await server.SendAsync(HttpMethod.Put, $"datasets/{_dataset}/records/bulk", new JsonObject { ["items"] = new JsonArray([.. _waiting]) });
        Records += _waiting.Count;
        _waiting.Clear();
    }

    private async Task FinishAsync()
    {
        if (_dataset is not null)
        {
            await PublishAsync();
        }

        await (_waiting.Count > 0 ? SendAsync() : Task.CompletedTask);
    }

    /// <summary>Only owners may list users; to others they are unknown.</summary>
    private async Task<IEnumerable<JsonObject>> UsersAsync()
    {
        var me = (await server.SendAsync(HttpMethod.Get, "me")).AsObject();
        return Text(me, "role") == "owner" ? await server.ListAsync("users") : [me];
    }

    private void Note(JsonObject exported, JsonObject found) => _ids[Text(exported, "id")] = Text(found, "id");

    private static IEnumerable<JsonObject> Items(JsonObject from, string key) => from[key]?.AsArray().Select(item => item!.AsObject()) ?? [];

    private static string Text(JsonObject from, string key) =>
        from[key]?.GetValue<string>() ?? throw new InvalidDataException($"'{key}' is missing in the export or in the server's answer.");

    /// <summary>A copy with those keys, as far as they have a value.</summary>
    private static JsonObject Only(JsonObject from, params ReadOnlySpan<string> keys)
    {
        var copy = new JsonObject();
        foreach (var key in keys)
        {
            if (from[key] is { } value)
            {
                copy[key] = value.DeepClone();
            }
        }

        return copy;
    }
}
