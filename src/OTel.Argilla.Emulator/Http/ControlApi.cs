using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Http;

/// <summary>The emulator's own addresses, under <c>/_emulator</c>: faults to come, services that fail, requests that came, and everything it holds.</summary>
internal sealed class ControlApi(FaultList faults, RequestLog log, Store store)
{
    public const string Root = "/_emulator";

    public Answer Answer(string method, string path, byte[] body)
    {
        switch (method, path[Root.Length..])
        {
            case ("GET", "/requests"):
                return Http.Answer.Json(200, new Map().With("items", log.All.Select(Shown)));
            case ("DELETE", "/requests"):
                log.Clear();
                return new Answer(204, [], null);
            case ("GET", "/faults"):
                return Http.Answer.Json(200, new Map().With("items", faults.Pending.Select(FaultReader.Shown)));
            case ("DELETE", "/faults"):
                faults.Clear();
                return new Answer(204, [], null);
            case ("POST", "/faults"):
                return Read(body, FaultReader.Complaint, given =>
                {
                    var fault = FaultReader.Read(given);
                    faults.Add(fault);
                    return Http.Answer.Json(201, FaultReader.Shown(fault));
                });
            case ("GET", "/services"):
                return Http.Answer.Json(200, Shown(store.Services));
            case ("PUT", "/services"):
                return Read(body, "Services are an object with search (up, down, frozen, starting), redis (up, down) and frozen_for (seconds), each optional.", Set);
            case ("GET", "/export"):
                return new Answer(200, Export.Bytes(store), "application/x-ndjson");
            default:
                return Http.Answer.Json(404, ApiError.Detail(404, "Not Found").Body);
        }
    }

    private static Map Shown(EmulatedRequest request)
    {
        var headers = new Map();
        foreach (var (name, value) in request.Headers)
        {
            headers[name] = value;
        }

        return new Map().With("method", request.Method).With("target", request.Target).With("headers", headers).With("body", request.Body)
            .With("status", (long)request.Status);
    }

    private static Map Shown(Services services) => new Map().With("search", services.Search.ToString().ToLowerInvariant())
        .With("redis", services.Redis.ToString().ToLowerInvariant()).With("frozen_for", services.FrozenFor.TotalSeconds);

    private Answer Set(Map given)
    {
        var services = store.Services;
        var search = given.Text("search") is { } wanted ? FaultReader.Word<ServiceState>(wanted) : services.Search;
        services.FrozenFor = given.Get("frozen_for") is { } seconds ? TimeSpan.FromSeconds(Validation.FloatShape.ToDouble(seconds)) : services.FrozenFor;
        services.Redis = given.Text("redis") is { } redis ? FaultReader.Word<ServiceState>(redis) : services.Redis;
        services.Search = search;
        return Http.Answer.Json(200, Shown(services));
    }

    private static Answer Read(byte[] body, string complaint, Func<Map, Answer> read)
    {
        try
        {
            return read((Map)JsonReader.Read(body)!);
        }
        catch (Exception error) when (error is JsonDecodeException or InvalidDataException or InvalidCastException or NullReferenceException
            or KeyNotFoundException or ArgumentException or OverflowException or InvalidOperationException)
        {
            return Http.Answer.Json(422, ApiError.Invalid(complaint).Body);
        }
    }
}
