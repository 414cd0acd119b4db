using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Http;

/// <summary>Makes the datasets of a setup through the API itself, so that they obey its rules.</summary>
internal sealed class SetupDatasets(Api api, Router router, string apiKey)
{
    private const int RecordsAtOnce = 500;

    private static readonly (string Key, string Path)[] Parts =
    [
        ("fields", "fields"), ("questions", "questions"), ("metadata_properties", "metadata-properties"), ("vectors_settings", "vectors-settings"),
    ];

    /// <summary>Makes a dataset: created, filled with its parts, published unless it says <c>"published": false</c>, and filled with its records.</summary>
    public void Make(Map setup, string workspaceId)
    {
        var given = new Map().With("workspace_id", workspaceId);
        foreach (var (key, value) in setup)
        {
            given[key] = value;
        }

        var path = $"/datasets/{((Map)Send("POST", "/datasets", given)!).Text("id")}";
        foreach (var (key, part) in Parts)
        {
            foreach (var body in List(setup, key))
            {
                Send("POST", $"{path}/{part}", body);
            }
        }

        if (setup.Get("published") is not false)
        {
            Send("PUT", $"{path}/publish", null);
        }

        foreach (var batch in List(setup, "records").Chunk(RecordsAtOnce))
        {
            Send("PUT", $"{path}/records/bulk", new Map().With("items", batch.ToList()));
        }
    }

    private static List<object?> List(Map map, string key) => map.Get(key) is { } value ? (List<object?>)value : [];

    private object? Send(string verb, string path, object? body)
    {
        var routing = router.Find(verb, path);
        try
        {
            var bytes = body is null ? [] : JsonText.Answer(body);
            return api.Answer(routing.Route!, routing.Path!, new Incoming(verb, path, "", apiKey, null, "application/json", bytes)).Body;
        }
        catch (ApiError error)
        {
            throw new EmulatorException($"The setup's {verb} {path} is refused: {System.Text.Encoding.UTF8.GetString(JsonText.Answer(error.Body))}", error);
        }
    }
}
