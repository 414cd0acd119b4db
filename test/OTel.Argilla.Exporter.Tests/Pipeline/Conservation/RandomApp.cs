using System.Diagnostics;

namespace OTel.Argilla.Exporter.Tests.Pipeline.Conservation;

/// <summary>Makes spans in trees and orders that steps decide, and knows how many of those that ended were candidates.</summary>
internal sealed class RandomApp(ActivitySource source) : IDisposable
{
    /// <summary>Operations of candidates, then of other GenAI spans, then something else.</summary>
    private static readonly string?[] Operations = ["chat", "invoke_agent", "text_completion", "generate_content", "chat", "execute_tool", "embeddings", null];

    private static readonly string[] Prompts = ["Why?", "drop me", "fail on me", "Why \\u0000 not?", "\\ud800", "Tell me <b>more</b>."];

    private readonly List<Activity> _running = [];
    private int _started;

    /// <summary>Ended spans of kind llm, chain or agent.</summary>
    public int Candidates { get; private set; }

    /// <summary>Ended GenAI spans of other kinds.</summary>
    public int Others { get; private set; }

    public void Start(int choice)
    {
        var random = new Random(choice);
        var operation = Operations[random.Next(Operations.Length)];
        var remote = default(ActivityContext);
        Activity.Current = null;
        switch (random.Next(6))
        {
            case 0:
                break;
            case 1:
                remote = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
                break;
            case 2 when _running.Count > 0:
                // Handed on by its ids alone.
                remote = _running[random.Next(_running.Count)].Context;
                break;
            default:
                Activity.Current = _running.Count > 0 ? _running[random.Next(_running.Count)] : null;
                break;
        }

        var activity = source.StartActivity(operation ?? "GET /", ActivityKind.Internal, remote)!;
        _running.Add(activity);
        if (operation is null)
        {
            activity.SetTag("http.request.method", "GET");
            return;
        }

        activity.SetTag("gen_ai.operation.name", operation);
        activity.SetTag("kept", random.Next(4) > 0);
        var prompt = random.Next(5) == 0 ? null : $"{Prompts[random.Next(Prompts.Length)]} {_started++}";
        if (prompt is not null)
        {
            activity.SetTag("gen_ai.input.messages", $$"""[{"role":"user","parts":[{"type":"text","content":"{{prompt}}"}]}]""");
        }

        if (random.Next(5) > 0)
        {
            var answer = random.Next(8) == 0
                ? """{"type":"tool_call","id":"c1","name":"search","arguments":{}}"""
                : """{"type":"text","content":"Because."}""";
            activity.SetTag("gen_ai.output.messages", $$"""[{"role":"assistant","parts":[{{answer}}],"finish_reason":"stop"}]""");
        }

        if (random.Next(8) == 0)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    public void Stop(int choice)
    {
        if (_running.Count == 0)
        {
            return;
        }

        var activity = _running[choice % _running.Count];
        _running.Remove(activity);
        var operation = Array.IndexOf(Operations, (string?)activity.GetTagItem("gen_ai.operation.name"));
        Candidates += operation is >= 0 and < 5 ? 1 : 0;
        Others += operation is 5 or 6 ? 1 : 0;
        activity.Stop();
    }

    /// <summary>Ends the younger half of what still runs: the rest outlives its provider, as in an app that is torn down.</summary>
    public void StopHalf()
    {
        for (var left = _running.Count / 2; _running.Count > left;)
        {
            Stop(_running.Count - 1);
        }
    }

    public void Dispose() => _running.ForEach(static activity => activity.Dispose());
}
