using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Http;

/// <summary>A request as bytes: nothing in it is trusted yet.</summary>
internal sealed record Incoming(string Verb, string Path, string Query, string? ApiKey, string? Authorization, string? ContentType, byte[] Body);

/// <summary>Answers one request in the real server's order of checks: route, body bytes, credentials, schema, then the handler.</summary>
internal sealed class Api(Store store, Credentials credentials)
{
    private static readonly Shape Id = new UuidShape();

    public Reply Answer(ApiRoute route, Dictionary<string, string> path, Incoming request)
    {
        var body = route.BodyKind switch
        {
            BodyKind.Json => BodyReader.Json(request.Body, request.ContentType),
            BodyKind.Form => BodyReader.Form(request.Body, request.ContentType),
            _ => null,
        };

        return store.Transact(() =>
        {
            var user = route.Public ? null : credentials.Authenticate(request.ApiKey, request.Authorization);
            var errors = new SchemaErrors();
            foreach (var (name, value) in path)
            {
                path[name] = Id.Check(value, Location.Root("path").Then(name), errors) as string ?? "";
            }

            var given = QueryString.Read(request.Query);
            var query = route.Query is null ? given : (Map)route.Query.Check(given, Location.Root("query"), errors)!;
            var content = CheckBody(route, body, errors);
            return errors.Any ? throw ApiError.Schema(errors) : route.Handler(new Call(store, user, path, query, content));
        });
    }

    private static Map CheckBody(ApiRoute route, object? body, SchemaErrors errors)
    {
        var location = Location.Root("body");
        if (route.Body is null)
        {
            return [];
        }

        if (body is null)
        {
            errors.Add(location, "missing", "Field required");
            return [];
        }

        return route.Body.Check(body, location, errors) as Map ?? [];
    }
}
