using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Http;

/// <summary>An answer that ends a request and undoes what it wrote, in one of Argilla's four shapes.</summary>
internal sealed class ApiError(int status, object body) : Exception($"Answered {status}.")
{
    public int Status { get; } = status;

    public object Body { get; } = body;

    /// <summary>What the request wrote stays, as with the real server, which commits before it indexes and answers.</summary>
    public bool KeepsWrites { get; init; }

    /// <summary>How long the answer is held back.</summary>
    public TimeSpan Hold { get; init; }

    public static ApiError Detail(int status, string detail) => new(status, new Map().With("detail", detail));

    public static ApiError Invalid(string detail) => Detail(422, detail);

    public static ApiError NotFound(string entity, string id) => Detail(404, Missing(entity, id));

    public static string Missing(string entity, string id) => $"{entity} with id `{id}` not found";

    public static ApiError Forbidden() => Coded(403, "ForbiddenOperationError", new Map().With("detail", "Operation not allowed"));

    public static ApiError Unauthorized(string detail) => Coded(401, "UnauthorizedError", new Map().With("detail", detail));

    public static ApiError Schema(SchemaErrors errors) => Coded(422, "ValidationError", new Map().With("errors", errors.ToList()));

    /// <summary>What the real server says of anything it did not foresee; <paramref name="type"/> is the Python class.</summary>
    public static ApiError Server(string type, string message) =>
        Coded(500, "GenericServerError", new Map().With("type", type).With("message", message));

    /// <summary>The same, said after the write was committed.</summary>
    public static ApiError ServerAfterWrite(string type, string message) => Server(type, message, keepsWrites: true, TimeSpan.Zero);

    public static ApiError Server(string type, string message, bool keepsWrites, TimeSpan hold) =>
        new(500, Server(type, message).Body) { KeepsWrites = keepsWrites, Hold = hold };

    private static ApiError Coded(int status, string code, Map parameters) =>
        new(status, new Map().With("detail", new Map().With("code", $"argilla.api.errors::{code}").With("params", parameters)));
}
