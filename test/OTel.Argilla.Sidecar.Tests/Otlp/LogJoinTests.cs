using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

public sealed class LogJoinTests
{
    private const string Ids = "\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"eee19b7ec3c1b174\"";

    private const string Chat = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + Ids + ",\"name\":\"chat\",\"attributes\":["
        + "{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}}]}]}]}]}";

    [TestCase("\"eventName\":\"NAME\"", "{\"kvlistValue\":{\"values\":[{\"key\":\"content\",\"value\":{\"stringValue\":\"TEXT\"}}]}}")]
    [TestCase("\"attributes\":[{\"key\":\"event.name\",\"value\":{\"stringValue\":\"NAME\"}}]", "{\"stringValue\":\"{\\\"content\\\":\\\"TEXT\\\"}\"}")]
    [TestCase("\"attributes\":[{\"key\":\"event_name\",\"value\":{\"stringValue\":\"NAME\"}}]", "{\"kvlistValue\":{\"values\":[{\"key\":\"content\",\"value\":{\"stringValue\":\"TEXT\"}}]}}")]
    public void Content_in_log_records_joins_its_span_in_whichever_order_they_come(string naming, string body)
    {
        var question = Log(naming.Replace("NAME", "gen_ai.user.message"), body.Replace("TEXT", "Why?"), 1);
        var choice = Log(naming.Replace("NAME", "gen_ai.choice"), body.Replace("TEXT", "Because."), 2);

        Assert.That(Pair(Chat, choice, question), Is.EqualTo("Why? -> Because."));
        Assert.That(Pair(question, Chat, choice), Is.EqualTo("Why? -> Because."));
        Assert.That(Pair(choice, question, Chat), Is.EqualTo("Why? -> Because."));
    }

    [Test]
    public void Other_log_records_are_counted_and_left_out()
    {
        var batch = Decoding.Json(Log("\"severityText\":\"INFO\"", "{\"stringValue\":\"started\"}", 1), OtlpSignal.Logs);

        Assert.That((batch.Logs.Count, batch.OtherLogs), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_record_without_a_time_has_the_time_it_was_observed()
    {
        var log = Log("\"eventName\":\"gen_ai.choice\"", "{}", 0).Replace("\"timeUnixNano\":\"0\"", "\"observedTimeUnixNano\":\"7\"");

        Assert.That(Decoding.Json(log, OtlpSignal.Logs).Logs.Single().Event.TimeUnixNano, Is.EqualTo(7));
    }

    [Test]
    public void What_is_sent_again_counts_once([Values(3, 100)] int choices, [Values] bool comesFirst)
    {
        var logs = Enumerable.Range(0, choices).Select(i => Log("\"eventName\":\"gen_ai.choice\"", "{\"stringValue\":\"" + i + "\"}", 1)).ToArray();
        var store = new TraceBuffer(new TraceBufferOptions(), new FakeTimeProvider(), static _ => { });
        var due = new List<BufferedTrace>();
        foreach (var request in comesFirst ? [.. logs, .. logs, Chat] : new[] { Chat }.Concat(logs).Concat(logs))
        {
            var batch = Decoding.Json(request, request.Contains("resourceLogs") ? OtlpSignal.Logs : OtlpSignal.Traces);
            batch.Logs.ForEach(log => store.AddLog(log.TraceId, log.SpanId, log.Event));
            batch.Spans.ForEach(span => store.Add(span));
        }

        store.TakeAll(due, final: true);
        Assert.That(due.Single().Spans.Single().Logs, Has.Count.EqualTo(choices));
    }

    private static string Log(string members, string body, int time) =>
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{" + Ids + "," + members + ",\"timeUnixNano\":\"" + time + "\",\"body\":" + body + "}]}]}]}";

    private static string Pair(params string[] requests)
    {
        var buffer = new TraceBuffer(new TraceBufferOptions(), new FakeTimeProvider(), static _ => { });
        foreach (var request in requests)
        {
            var batch = Decoding.Json(request, request.Contains("resourceLogs") ? OtlpSignal.Logs : OtlpSignal.Traces);
            foreach (var log in batch.Logs)
            {
                buffer.AddLog(log.TraceId, log.SpanId, log.Event);
            }

            foreach (var span in batch.Spans)
            {
                Assert.That(buffer.Add(span), Is.True);
            }
        }

        var due = new List<BufferedTrace>();
        buffer.TakeAll(due, final: true);
        var evaluator = new PairEvaluator(new PairOptions());
        evaluator.Evaluate(due.Single().Spans);
        var pair = evaluator.Pairs.Single();
        return $"{pair.Prompt} -> {pair.Response}";
    }
}
