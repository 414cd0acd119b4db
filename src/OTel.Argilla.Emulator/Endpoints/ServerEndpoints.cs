using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Schemas;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Probes and credentials.</summary>
internal static class ServerEndpoints
{
    public const string Version = "2.8.0";

    public static IEnumerable<ApiRoute> Routes(Credentials credentials) =>
    [
        new("GET", "/version", _ => Reply.Ok(new Map().With("version", Version))) { Public = true },
        new("GET", "/status", call => Status(call.Store)) { Public = true },
        new("GET", "/settings", _ => Reply.Ok(new Map().With("argilla", new Map().With("share_your_progress_enabled", false)))) { Public = true },
        new("GET", "/me", call => Reply.Ok(call.User.Answer)),
        new("POST", "/token", call => Token(call, credentials)) { Public = true, BodyKind = BodyKind.Form, Body = DatasetSchemas.Token },
    ];

    private static Reply Status(Storage.Store store)
    {
        Rules.Outages.Search(store);
        const string Unknown = "unknown";
        var build = new Map().With("distribution", "emulator").With("number", "0.0.0").With("build_type", Unknown).With("build_hash", Unknown)
            .With("build_date", "1970-01-01T00:00:00Z").With("build_snapshot", false).With("lucene_version", "0.0.0")
            .With("minimum_wire_compatibility_version", "0.0.0").With("minimum_index_compatibility_version", "0.0.0");
        var engine = new Map().With("name", "emulator").With("cluster_name", "argilla-emulator").With("cluster_uuid", "emulator")
            .With("version", build).With("tagline", "This is an emulator of Argilla, not Argilla.");
        var bytes = $"{Environment.WorkingSet / (1024 * 1024)}M";
        var memory = new Map();
        foreach (var figure in new[] { "rss", "vms", "shared", "text", "lib", "data", "dirty" })
        {
            memory[figure] = figure is "rss" or "vms" ? bytes : "0B";
        }

        return Reply.Ok(new Map().With("version", Version).With("search_engine", engine).With("memory", memory));
    }

    private static Reply Token(Call call, Credentials credentials)
    {
        var user = call.Store.Users.ByName(call.Body.Text("username")!);
        return user is not null && user.Password == call.Body.Text("password")
            ? Reply.Created(new Map().With("access_token", credentials.Issue(user.Username)).With("token_type", "bearer"))
            : throw ApiError.Unauthorized("Could not validate credentials");
    }
}
