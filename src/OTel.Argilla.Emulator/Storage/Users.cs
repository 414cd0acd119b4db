using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>A user; <see cref="Answer"/> is the whole of what the API shows, key included.</summary>
internal sealed record User(string Id, string Username, string Role, string Password, RawJson Answer)
{
    public bool IsOwner => Role == "owner";

    public bool IsAdmin => Role == "admin";
}

/// <summary>Users and which workspaces they belong to.</summary>
internal sealed class Users(Database database, TimeProvider time)
{
    private const string Columns = "SELECT id, username, role, password, doc FROM users";

    public bool Any => database.Row($"{Columns} LIMIT 1") is not null;

    public User? ByApiKey(string key) => One(database.Row($"{Columns} WHERE api_key = $0", key));

    public User? ByName(string username) => One(database.Row($"{Columns} WHERE username = $0", username));

    public User? ById(string id) => One(database.Row($"{Columns} WHERE id = $0", id));

    public IEnumerable<User> All() => database.Rows($"{Columns} ORDER BY seq").Select(row => One(row)!);

    public IEnumerable<User> InWorkspace(string workspace) => database.Rows(
        "SELECT u.id, u.username, u.role, u.password, u.doc FROM users u JOIN members m ON m.user = u.id WHERE m.workspace = $0 ORDER BY m.seq",
        workspace).Select(row => One(row)!);

    public User Add(string id, string username, string role, string firstName, string? lastName, string apiKey, string password)
    {
        var now = Documents.Timestamp(time);
        var doc = new Map().With("id", id).With("first_name", firstName).With("last_name", lastName).With("username", username)
            .With("role", role).With("api_key", apiKey).With("inserted_at", now).With("updated_at", now);
        database.Execute(
            "INSERT INTO users (id, username, role, api_key, password, doc) VALUES ($0, $1, $2, $3, $4, $5)",
            id, username, role, apiKey, password, Documents.Doc(doc));
        return ById(id)!;
    }

    public bool IsMember(string user, string workspace) =>
        database.Row("SELECT 1 FROM members WHERE user = $0 AND workspace = $1", user, workspace) is not null;

    public void Join(string user, string workspace) =>
        database.Execute("INSERT INTO members (user, workspace) VALUES ($0, $1)", user, workspace);

    public void Leave(string user, string workspace) =>
        database.Execute("DELETE FROM members WHERE user = $0 AND workspace = $1", user, workspace);

    private static User? One(object?[]? row) =>
        row is null ? null : new User((string)row[0]!, (string)row[1]!, (string)row[2]!, (string)row[3]!, Documents.Raw(row[4]));
}
