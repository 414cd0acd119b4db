using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>The users and workspaces that a fresh emulator starts with.</summary>
internal static class Setup
{
    public const string DefaultApiKey = "argilla.apikey";
    public const string DefaultName = "argilla";

    public static void Apply(Store store, string? json)
    {
        if (store.Transact(() => store.Users.Any))
        {
            return;
        }

        try
        {
            store.Transact(() =>
            {
                Fill(store, json is null ? Default() : (Map)JsonReader.Read(json)!);
                return true;
            });
        }
        catch (Exception error) when (error is JsonDecodeException or InvalidCastException or NullReferenceException or KeyNotFoundException)
        {
            throw new EmulatorException(
                "The setup is not of the form {\"workspaces\": [name, ...], \"users\": [{\"username\", \"role\", \"workspaces\", \"api_key\", \"password\"}, ...]}.",
                error);
        }
    }

    /// <summary>As in Argilla's own quickstart.</summary>
    private static Map Default()
    {
        var owner = new Map().With("username", DefaultName).With("role", "owner").With("first_name", DefaultName)
            .With("workspaces", new List<object?> { DefaultName }).With("api_key", DefaultApiKey).With("password", "12345678");
        return new Map().With("workspaces", new List<object?> { DefaultName }).With("users", new List<object?> { owner });
    }

    private static void Fill(Store store, Map setup)
    {
        if (setup.Get("datasets") is List<object?> { Count: > 0 })
        {
            throw new EmulatorException("A setup cannot hold datasets: create them through the API.");
        }

        foreach (var name in ((List<object?>)setup["workspaces"]!).Cast<string>())
        {
            store.Workspaces.Add(Documents.NewId(), name);
        }

        foreach (var given in ((List<object?>)setup["users"]!).Cast<Map>())
        {
            var username = (string)given["username"]!;
            var user = store.Users.Add(
                Documents.NewId(),
                username,
                (string)given["role"]!,
                given.Text("first_name") ?? username,
                given.Text("last_name"),
                given.Text("api_key") ?? $"{given.Text("as") ?? username}.apikey",
                given.Text("password") ?? $"{username}-password");
            foreach (var workspace in (given.Get("workspaces") as List<object?> ?? []).Cast<string>())
            {
                store.Users.Join(user.Id, store.Workspaces.IdOf(workspace)
                    ?? throw new EmulatorException($"User '{username}' of the setup belongs to workspace '{workspace}', which the setup does not name."));
            }
        }
    }
}
