namespace OTel.Argilla.Emulator.Tests;

/// <summary>A way in which the emulator deliberately answers otherwise than the real server did, with the exchanges that show it.</summary>
/// <param name="What">What is different, as the manual says it.</param>
/// <param name="Why">The reason, as the manual says it.</param>
/// <param name="Topic">The recording that shows it; empty when it is not compared in any.</param>
/// <param name="Exchanges">The names of the exchanges that show it.</param>
internal sealed record Difference(string What, string Why, string Topic, params string[] Exchanges);

/// <summary>Every exchange that is answered otherwise. One that is answered the same must go from here; the manual has one row for each.</summary>
internal static class Differences
{
    public static readonly IReadOnlyList<Difference> All =
    [
        new(
            "The `message` of a 500 is a short one; status, `code` and `type` are the real ones.",
            "The real one is SQLAlchemy's or the search engine's own text with statements, parameters and timings: it differs from call to call.",
            ""),
        new(
            "No header `server-timing`.",
            "It holds timings of the real server's parts.",
            ""),
        new(
            "The value of `query_score`.",
            "It depends on the search engine's state. Better matches have higher ones here, too.",
            ""),
        new(
            "Ids are UUIDs of version 7; the real ones are of version 4.",
            "They are in the order of time, which keeps writes to a large file fast.",
            ""),
        new(
            "`GET /status` names an emulator as search engine; the keys are the same.",
            "It must not pass for a real server.",
            "probe-and-routing",
            "status without credentials"),
        new(
            "The same while Redis is down.",
            "It must not pass for a real server.",
            "outage-redis-down",
            "redis down: status"),
        new(
            "Blanks around an API key are cut off: 200, where the real server says 401.",
            "The web server (Kestrel) does so with all header values, as HTTP says.",
            "credentials",
            "API key with surrounding spaces"),
        new(
            "Requests at once are done one after the other: the second create of a name is always 409, the second publish or POST always 422. The real server mostly says 500.",
            "No request sees the half of another one. A fault gives the 500 (see [faults](#faults)).",
            "races",
            "eight creates of the same dataset",
            "two publishes",
            "two POSTs of the same 50 new external_ids"),
        new(
            "A PUT that meets the deletion of its dataset is done before it, or is 404. The real server says 500.",
            "The same.",
            "races",
            "PUT while the dataset is deleted"),
        new(
            "A request without a Host header: 400, where the real server says 200.",
            "Kestrel insists on it, as HTTP/1.1 says. Every HTTP client sends it.",
            "transport-raw",
            "no Host header"),
        new(
            "What is no HTTP/1 request is answered 400 without a text (an HTTP/2 preface by HTTP/2's own refusal); the connection is closed all the same.",
            "Kestrel answers before the emulator sees anything.",
            "transport-raw",
            "HTTP/2 prior knowledge preface",
            "TLS hello to the plain port",
            "not HTTP"),
        new(
            "A body longer than its Content-Length: what was announced is answered, the rest is refused. The real server says only 400.",
            "Kestrel reads one request after the other.",
            "transport-raw",
            "Content-Length shorter than the body"),
        new(
            "No `100 Continue` when the body has come already.",
            "Kestrel leaves it out then, as HTTP allows.",
            "transport-raw",
            "Expect: 100-continue"),
        new(
            "The answer to an HTTP/1.0 request says `connection: close`.",
            "Kestrel says what both servers do.",
            "transport-raw",
            "HTTP/1.0 request"),
        new(
            "A connection that never sends a byte is closed after 5 seconds, as an idle one is; the real server keeps it open.",
            "Kestrel has one time-out for both.",
            "transport-raw",
            "connection that never sends a byte"),
    ];

    /// <summary>Why exchanges of a topic differ, by their names.</summary>
    public static IReadOnlyDictionary<string, string> Of(string topic) => All.Where(difference => difference.Topic == topic)
        .SelectMany(difference => difference.Exchanges.Select(exchange => KeyValuePair.Create(exchange, difference.What))).ToDictionary(StringComparer.Ordinal);
}
