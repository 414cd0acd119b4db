using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>The users and workspaces that a fresh emulator starts with.</summary>
internal static class Setup
{
    public const string DefaultApiKey = "argilla.apikey";
    public const string DefaultName = "argilla";

    /// <summary>Fills a store that has no user yet.</summary>
    /// <param name="store">The store.</param>
    /// <param name="json">The setup, or null for the default.</param>
    /// <param name="datasets">Makes a dataset of the setup in a workspace, given by its id, as the user with that API key.</param>
    public static void Apply(Store store, string? json, Action<Map, string, string> datasets)
    {
        if (store.Transact(() => store.Users.Any))
        {
            return;
        }

        try
        {
            store.Transact(() =>
            {
                var setup = json is null ? Default() : (Map)JsonReader.Read(json)!;
                Fill(store, setup);
                Datasets(store, setup, datasets);
                return true;
            });
        }
        catch (Microsoft.Data.Sqlite.SqliteException error)
        {
            throw new EmulatorException("The setup names a workspace, a user or an API key twice.", error);
        }
        catch (Exception error) when (error is JsonDecodeException or InvalidCastException or NullReferenceException or KeyNotFoundException)
        {
            throw new EmulatorException(
                "The setup is not of the form {\"workspaces\": [name, ...], \"users\": [{\"username\", \"role\", \"workspaces\", \"api_key\", \"password\"}, ...], "
                + "\"datasets\": [{\"name\", \"workspace\", \"fields\", \"questions\", \"records\"}, ...]}.",
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
        foreach (var name in ((List<object?>)setup["workspaces"]!).Cast<string>())
        {
            store.Workspaces.Add(Documents.NewId(), name);
        }

        var users = (List<object?>)setup["users"]!;
        if (users.Count == 0)
        {
            throw new EmulatorException("The setup names no user: nobody could use the emulator.");
        }

        foreach (var given in users.Cast<Map>())
        {
            var username = (string)given["username"]!;
            var role = (string)given["role"]!;
            if (role is not ("owner" or "admin" or "annotator"))
            {
                throw new EmulatorException($"User '{username}' of the setup has the role '{role}': give owner, admin or annotator.");
            }

            var user = store.Users.Add(
                Documents.NewId(),
                username,
                role,
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

    private static void Datasets(Store store, Map setup, Action<Map, string, string> make)
    {
        foreach (var given in (setup.Get("datasets") as List<object?> ?? []).Cast<Map>())
        {
            var (name, workspace) = ((string)given["name"]!, (string)given["workspace"]!);
            var owner = store.Users.All().FirstOrDefault(user => user.IsOwner)
                ?? throw new EmulatorException("A setup with datasets needs a user with the role owner.");
            make(
                given,
                store.Workspaces.IdOf(workspace)
                    ?? throw new EmulatorException($"Dataset '{name}' of the setup is in workspace '{workspace}', which the setup does not name."),
                Documents.Map(owner.Answer.Utf8).Text("api_key")!);
        }
    }
}
