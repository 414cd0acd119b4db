using System.Diagnostics;
using OTel.Argilla.Benchmarks.Spans;

namespace OTel.Argilla.Load.Bodies;

/// <summary>Traces of 20 spans that become one record each, in the order in which their spans end.</summary>
internal sealed class LoadTraces : IDisposable
{
    public const int SpansPerTrace = 20;

    private const int Rounds = 9;
    private readonly SpanSource _web = new("Microsoft.AspNetCore");
    private readonly SpanSource _agent = new("Experimental.Microsoft.Agents.AI");
    private readonly SpanSource _model = new("Experimental.Microsoft.Extensions.AI");

    /// <summary>18 spans of a web app around an agent and its one call of a model: 90 % are not GenAI.</summary>
    public Activity[] Web(string marker)
    {
        var ended = new List<Activity>(SpansPerTrace);
        var request = _web.Start("POST /chat/{id}", ActivityKind.Server);
        Serve(request, marker);
        for (var i = 0; i < 8; i++)
        {
            var query = _web.Start("SELECT orders", ActivityKind.Client, request);
            Query(query, i);
            End(query, ended);
            var call = _web.Start("GET", ActivityKind.Client, request);
            Call(call, i);
            End(call, ended);
        }

        var handler = _web.Start("ChatController.Answer", ActivityKind.Internal, request);
        var agent = _agent.Start("invoke_agent Helper(1)", ActivityKind.Internal, handler);
        var question = SpanSource.Json(SpanSource.Message("user", SpanSource.Text($"{Prose.Make(1000, SeedOf(marker))} {marker}")));
        var answer = SpanSource.Json(SpanSource.Answer("stop", SpanSource.Text($"{Prose.Make(1000, SeedOf(marker) + 1)} {marker}")));
        var chat = _model.Start("chat gpt-4o-mini", ActivityKind.Client, agent);
        Chat(chat, question, answer, $"{marker}-0");
        End(chat, ended);
        Agent(agent, question, answer, $"{marker}-0");
        End(agent, ended);
        End(handler, ended);
        End(request, ended);
        return [.. ended];
    }

    /// <summary>A run of an agent with nine calls of a model and ten tools: all spans are GenAI.</summary>
    public Activity[] Agents(string marker)
    {
        var ended = new List<Activity>(SpansPerTrace);
        var agent = _agent.Start("invoke_agent Helper(1)", ActivityKind.Internal);
        var question = SpanSource.Message("user", SpanSource.Text($"{Prose.Make(400, SeedOf(marker))} {marker}"));
        var answer = SpanSource.Json(SpanSource.Answer("stop", SpanSource.Text($"{Prose.Make(400, SeedOf(marker) + 1)} {marker}")));
        for (var round = 0; round < Rounds; round++)
        {
            var chat = _model.Start("chat gpt-4o-mini", ActivityKind.Client, agent);
            var asks = SpanSource.Json(SpanSource.Answer("tool_calls", SpanSource.Call($"call_{round}", "Paris")));
            Chat(chat, SpanSource.Json(question), round < Rounds - 1 ? asks : answer, $"{marker}-{round}");
            End(chat, ended);
            Tool(agent, marker, round, ended);
        }

        Tool(agent, marker, Rounds, ended);
        Agent(agent, SpanSource.Json(question), answer, $"{marker}-{Rounds - 1}");
        End(agent, ended);
        return [.. ended];
    }

    public void Dispose()
    {
        _web.Dispose();
        _agent.Dispose();
        _model.Dispose();
    }

    /// <summary>No two traces of a request say the same: the journal compresses what it keeps.</summary>
    private static int SeedOf(string marker) => 100 * marker.Aggregate(17, static (hash, letter) => (31 * hash) + letter);

    private static void Chat(Activity span, string input, string output, string response)
    {
        ModelCall.Tag(span, input, output, "[\"stop\"]", 0);
        span.SetTag("gen_ai.response.id", $"chatcmpl-{response}");
    }

    private static void Agent(Activity span, string input, string output, string response)
    {
        Chat(span, input, output, response);
        span.SetTag("gen_ai.operation.name", "invoke_agent");
        span.SetTag("gen_ai.agent.id", "1");
        span.SetTag("gen_ai.agent.name", "Helper");
    }

    private void Tool(Activity agent, string marker, int number, List<Activity> ended)
    {
        var tool = _agent.Start("execute_tool find_orders", ActivityKind.Internal, agent);
        tool.SetTag("gen_ai.operation.name", "execute_tool");
        tool.SetTag("gen_ai.tool.type", "function");
        tool.SetTag("gen_ai.tool.call.id", $"call_{number}");
        tool.SetTag("gen_ai.tool.name", "find_orders");
        tool.SetTag("gen_ai.tool.call.arguments", "{\n  \"city\": \"Paris\"\n}");
        tool.SetTag("gen_ai.tool.call.result", Prose.Make(200, SeedOf(marker) + 2 + number));
        End(tool, ended);
    }

    private static void Serve(Activity span, string marker)
    {
        span.SetTag("server.address", "shop.example.test");
        span.SetTag("server.port", 443);
        span.SetTag("http.request.method", "POST");
        span.SetTag("url.scheme", "https");
        span.SetTag("url.path", $"/chat/{marker}");
        span.SetTag("network.protocol.version", "2");
        span.SetTag("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        span.SetTag("http.route", "/chat/{id}");
        span.SetTag("http.response.status_code", 200);
    }

    private static void Query(Activity span, int number)
    {
        span.SetTag("db.system.name", "postgresql");
        span.SetTag("db.namespace", "shop");
        span.SetTag("db.operation.name", "SELECT");
        span.SetTag("db.query.text", "SELECT o.id, o.placed, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer WHERE o.id = $1");
        span.SetTag("db.response.returned_rows", number);
        span.SetTag("server.address", "db.example.test");
        span.SetTag("server.port", 5432);
        span.SetTag("network.peer.address", "10.20.30.40");
    }

    private static void Call(Activity span, int number)
    {
        span.SetTag("http.request.method", "GET");
        span.SetTag("server.address", "stock.example.test");
        span.SetTag("server.port", 443);
        span.SetTag("url.full", $"https://stock.example.test/items/{number}?warehouse=paris&include=reserved");
        span.SetTag("network.protocol.version", "1.1");
        span.SetTag("network.peer.address", "10.20.30.41");
        span.SetTag("network.peer.port", 443);
        span.SetTag("http.response.status_code", 200);
    }

    private static void End(Activity span, List<Activity> ended)
    {
        span.Stop();
        ended.Add(span);
    }
}
