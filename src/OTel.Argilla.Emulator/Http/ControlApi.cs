using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Http;

/// <summary>The emulator's own addresses, under <c>/_emulator</c>: faults to come and requests that came.</summary>
internal sealed class ControlApi(FaultList faults, RequestLog log)
{
    public Answer Answer(string method, string path, byte[] body)
    {
        switch (method, path)
        {
            case ("GET", "/_emulator/requests"):
                return Http.Answer.Json(200, new Map().With("items", log.All.Select(Shown)));
            case ("GET", "/_emulator/faults"):
                return Http.Answer.Json(200, new Map().With("items", faults.Pending.Select(Shown)));
            case ("DELETE", "/_emulator/faults"):
                faults.Clear();
                return new Answer(204, [], null);
            case ("POST", "/_emulator/faults"):
                return Add(body);
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

        return new Map().With("method", request.Method).With("target", request.Target).With("headers", headers).With("status", (long)request.Status);
    }

    private static Map Shown(Fault fault) => new Map().With("kind", fault.Kind.ToString()).With("method", fault.Method).With("path", fault.PathPart)
        .With("count", fault.Count is { } count ? (long)count : null);

    private Answer Add(byte[] body)
    {
        try
        {
            var fault = Read((Map)JsonReader.Read(body)!);
            faults.Add(fault);
            return Http.Answer.Json(201, Shown(fault));
        }
        catch (Exception error) when (error is JsonDecodeException or InvalidCastException or NullReferenceException or KeyNotFoundException or ArgumentException)
        {
            return Http.Answer.Json(422, ApiError.Invalid(
                "A fault is an object with kind (status, delay, hang, reset, garbage, htmlpage), and optionally status, retry_after, body, seconds, "
                + "after_write, method, path, nth, times.").Body);
        }
    }

    private static Fault Read(Map given)
    {
        var afterWrite = given.Get("after_write") is true;
        var fault = Enum.Parse<FaultKind>((string)given["kind"]!, ignoreCase: true) switch
        {
            FaultKind.Status => Fault.Status((int)(long)given["status"]!, given.Text("retry_after"), given.Text("body"), afterWrite),
            FaultKind.Delay => Fault.Delay(TimeSpan.FromSeconds(Validation.FloatShape.ToDouble(given["seconds"]))),
            FaultKind.Hang => Fault.Hang(afterWrite),
            FaultKind.Reset => Fault.Reset(afterWrite),
            FaultKind.Garbage => Fault.Garbage(),
            _ => Fault.HtmlPage(),
        };
        fault = fault.For(given.Text("method"), given.Text("path"));
        fault = given.Get("times") is long times ? fault.Times((int)times) : fault;
        return given.Get("nth") is long nth ? fault.Nth((int)nth) : fault;
    }
}
