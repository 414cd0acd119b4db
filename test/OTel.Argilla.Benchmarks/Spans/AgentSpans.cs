using System.Diagnostics;

namespace OTel.Argilla.Benchmarks.Spans;

/// <summary>
/// Runs of an agent in 20 spans, as Agent Framework writes them below a web request: invoke_agent, orchestrate_tools, eight calls of the model with
/// 8 kB of messages each, eight tools, and an embeddings call and a database query below the first tool.
/// </summary>
internal sealed class AgentSpans : IDisposable
{
    public const int SpansPerRun = 20;

    private const int Rounds = 8;
    private const int ShortText = 1000;
    private const int HistoryLength = 5400;
    private const string Agent = "OrderAgent";

    private static readonly string Tools =
        """[{"type":"function","name":"find_orders","description":"Finds the orders of a city","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}]""";

    private static readonly string Instructions = SpanSource.Json(SpanSource.Text(Prose.Make(300, 99)));

    private readonly SpanSource _source = new("Experimental.Microsoft.Agents.AI");
    private readonly Run[] _runs;
    private int _made;
    private int _calls;

    /// <param name="distinct">How many different contents there are.</param>
    public AgentSpans(int distinct)
    {
        _runs = new Run[distinct];
        for (var i = 0; i < distinct; i++)
        {
            _runs[i] = new Run(i);
        }
    }

    /// <summary>Adds the spans of one run in the order in which they end.</summary>
    public void Make(List<Activity> ended)
    {
        var run = _runs[_made++ % _runs.Length];
        var request = _source.Start("POST /ask", ActivityKind.Server);
        var agent = _source.Start($"invoke_agent {Agent}(7)", ActivityKind.Client, request);
        var loop = _source.Start("orchestrate_tools", ActivityKind.Internal, agent);
        for (var round = 0; round < Rounds; round++)
        {
            var call = _source.Start("chat gpt-4o-mini", ActivityKind.Client, loop);
            ModelCall.Tag(call, run.Inputs[round], run.Outputs[round], round < Rounds - 1 ? "[\"tool_calls\"]" : "[\"stop\"]", _calls++, Instructions, Tools);
            End(call, ended);
            foreach (var tool in ToolsOf(round))
            {
                AddTool(run, tool, loop, ended);
            }
        }

        End(loop, ended);
        ModelCall.Tag(agent, run.Question, run.Transcript, "[\"stop\"]", _calls - 1);
        agent.SetTag("gen_ai.operation.name", "invoke_agent");
        agent.SetTag("gen_ai.agent.id", "7");
        agent.SetTag("gen_ai.agent.name", Agent);
        End(agent, ended);
        request.SetTag("http.request.method", "POST");
        request.SetTag("url.path", "/ask");
        request.SetTag("http.route", "/ask");
        request.SetTag("http.response.status_code", 200);
        End(request, ended);
    }

    public void Dispose() => _source.Dispose();

    /// <summary>The first call of the model asks for two tools, the others for one, the last for none: eight in all.</summary>
    private static int[] ToolsOf(int round) => round switch
    {
        0 => [0, 1],
        Rounds - 1 => [],
        _ => [round + 1],
    };

    private static object[] Calls(int round) => [.. ToolsOf(round).Select(static tool => SpanSource.Call(CallId(tool), "Paris"))];

    private static string CallId(int tool) => $"call_{tool}";

    private void AddTool(Run run, int number, Activity loop, List<Activity> ended)
    {
        var tool = _source.Start("execute_tool find_orders", ActivityKind.Internal, loop);
        tool.SetTag("gen_ai.operation.name", "execute_tool");
        tool.SetTag("gen_ai.tool.type", "function");
        tool.SetTag("gen_ai.tool.call.id", CallId(number));
        tool.SetTag("gen_ai.tool.name", "find_orders");
        tool.SetTag("gen_ai.tool.description", "Finds the orders of a city");
        tool.SetTag("gen_ai.tool.call.arguments", "{\n  \"city\": \"Paris\"\n}");
        tool.SetTag("gen_ai.tool.call.result", run.Results[number]);
        if (number == 0)
        {
            var embeddings = _source.Start("embeddings text-embedding-3-small", ActivityKind.Client, tool);
            embeddings.SetTag("gen_ai.operation.name", "embeddings");
            embeddings.SetTag("gen_ai.request.model", "text-embedding-3-small");
            embeddings.SetTag("gen_ai.provider.name", "openai");
            embeddings.SetTag("gen_ai.usage.input_tokens", 9);
            End(embeddings, ended);
            var query = _source.Start("SELECT orders", ActivityKind.Client, tool);
            query.SetTag("db.system.name", "postgresql");
            query.SetTag("db.query.text", "SELECT id, total FROM orders WHERE city = $1");
            End(query, ended);
        }

        End(tool, ended);
    }

    private static void End(Activity span, List<Activity> ended)
    {
        span.Stop();
        ended.Add(span);
    }

    /// <summary>The contents of one run. Every call of the model has 8 kB of messages: a question of 1 kB, a history, an answer.</summary>
    private sealed class Run
    {
        public Run(int seed)
        {
            var question = SpanSource.Message("user", SpanSource.Text(Prose.Make(ShortText, seed)));
            var answer = SpanSource.Answer("stop", SpanSource.Text(Prose.Make(ShortText, seed + 1)));
            Question = SpanSource.Json(question);
            for (var tool = 0; tool < Results.Length; tool++)
            {
                Results[tool] = Prose.Make(HistoryLength / Results.Length, seed + tool);
            }

            for (var round = 0; round < Rounds; round++)
            {
                Inputs[round] = SpanSource.Json([question, .. History(round, seed)]);
                Outputs[round] = SpanSource.Json(
                    round < Rounds - 1 ? SpanSource.Answer("tool_calls", [SpanSource.Text(Prose.Make(ShortText / 2, seed)), .. Calls(round)]) : answer);
            }

            Transcript = SpanSource.Json([.. Enumerable.Range(0, Rounds - 1).SelectMany(Turn), answer]);
        }

        public string Question { get; }

        public string[] Inputs { get; } = new string[Rounds];

        public string[] Outputs { get; } = new string[Rounds];

        public string[] Results { get; } = new string[Rounds];

        public string Transcript { get; }

        /// <summary>What the model is told before this round: the earlier rounds, or documents where there are none, always of one size.</summary>
        private static IEnumerable<object> History(int round, int seed)
        {
            if (round == 0)
            {
                yield return SpanSource.Message("user", SpanSource.Text(Prose.Make(HistoryLength, seed)));
            }

            for (var i = 0; i < round; i++)
            {
                yield return SpanSource.Message("assistant", Calls(i));
                yield return SpanSource.Message("tool", SpanSource.Result(CallId(i), Prose.Make(HistoryLength / round, seed + i)));
            }
        }

        private IEnumerable<object> Turn(int round)
        {
            yield return SpanSource.Answer("tool_calls", Calls(round));
            foreach (var tool in ToolsOf(round))
            {
                yield return SpanSource.Message("tool", SpanSource.Result(CallId(tool), Results[tool]));
            }
        }
    }
}
