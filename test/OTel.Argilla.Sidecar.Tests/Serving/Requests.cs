using System.Text;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>Requests of one span or log record, in JSON.</summary>
internal static class Requests
{
    public const int Local = 0x101;
    public const int Remote = 0x301;

    public static string Ids(int trace, int span) => $"\"traceId\":\"{trace:x32}\",\"spanId\":\"{span:x16}\"";

    public static string Chat(int trace, int span, int parent = 0, int flags = 0, string question = "Why?", string answer = "Because.", string responseId = "") =>
        Span(trace, span, parent, flags, ("gen_ai.operation.name", "chat"), ("gen_ai.prompt.0.role", "user"), ("gen_ai.prompt.0.content", question),
            ("gen_ai.completion.0.role", "assistant"), ("gen_ai.completion.0.content", answer), ("gen_ai.response.id", responseId));

    public static string Agent(int trace, int span, int parent = 0, int flags = 0) => Span(trace, span, parent, flags, ("gen_ai.operation.name", "invoke_agent"));

    public static string Http(int trace, int span, int parent = 0, int flags = 0) => Span(trace, span, parent, flags, ("http.route", "/"));

    public static string Judgement(int trace, int span, string responseId, string label) => Log(
        trace, span, "gen_ai.evaluation.result", time: 1, ("gen_ai.evaluation.name", "tone"), ("gen_ai.evaluation.score.label", label), ("gen_ai.response.id", responseId));

    public static string Log(int trace, int span, string name, int time, params (string Key, string Value)[] texts) =>
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{" + (trace == 0 ? "" : Ids(trace, span) + ",") + $"\"timeUnixNano\":\"{time}\",\"eventName\":\"{name}\",\"attributes\":[{Texts(texts)}]" + "}]}]}]}";

    /// <summary>A request of several log records.</summary>
    public static string Logs(params string[] records) => $"{{\"resourceLogs\":[{{\"scopeLogs\":[{{\"logRecords\":[{string.Join(",", records)}]}}]}}]}}";

    /// <summary>A judgement that names its response alone.</summary>
    public static string JudgementRecord(string responseId, string label) =>
        "{\"timeUnixNano\":\"1\",\"eventName\":\"gen_ai.evaluation.result\",\"attributes\":[" + Texts([("gen_ai.evaluation.name", "tone"), ("gen_ai.evaluation.score.label", label), ("gen_ai.response.id", responseId)]) + "]}";

    public static string Span(int trace, int span, int parent, int flags, params (string Key, string Value)[] texts)
    {
        var members = new StringBuilder($"\"name\":\"s\",\"startTimeUnixNano\":\"{1000 + span}\",\"endTimeUnixNano\":\"{100_000 + span}\",\"flags\":{flags},\"attributes\":[{Texts(texts)}]");
        if (parent != 0)
        {
            members.Append($",\"parentSpanId\":\"{parent:x16}\"");
        }

        return Decoding.Span(members.ToString(), Ids(trace, span));
    }

    private static string Texts(IEnumerable<(string Key, string Value)> texts) =>
        string.Join(",", texts.Where(static text => text.Value.Length > 0).Select(static text => $"{{\"key\":\"{text.Key}\",\"value\":{{\"stringValue\":\"{text.Value}\"}}}}"));
}
