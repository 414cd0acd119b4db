using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OTel.Argilla.Benchmarks.Spans;

/// <summary>Makes spans that have ended and that no provider has seen, to be handed to the processors under measurement.</summary>
internal sealed class SpanSource : IDisposable
{
    // As Microsoft.Extensions.AI writes messages: indented, and only what JSON asks for is escaped.
    private static readonly JsonSerializerOptions MessageOptions = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ActivitySource _source;
    private readonly ActivityListener _listener;

    public SpanSource(string name)
    {
        _source = new ActivitySource(name);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Starts a span below this one, or a trace of its own.</summary>
    public Activity Start(string name, ActivityKind kind, Activity? parent = null)
    {
        Activity.Current = parent;
        return _source.StartActivity(name, kind) ?? throw new InvalidOperationException("Nobody listens.");
    }

    public static object Text(string content) => new { type = "text", content };

    public static object Call(string id, string city) => new { type = "tool_call", id, name = "find_orders", arguments = new { city } };

    public static object Result(string id, string response) => new { type = "tool_call_response", id, response };

    public static object Message(string role, params object[] parts) => new { role, parts };

    public static object Answer(string reason, params object[] parts) => new { role = "assistant", parts, finish_reason = reason };

    public static string Json(params object[] messages) => JsonSerializer.Serialize(messages, MessageOptions);

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }
}
