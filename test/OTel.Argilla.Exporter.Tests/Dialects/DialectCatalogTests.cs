using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Exporter.Tests.Assembly;

namespace OTel.Argilla.Exporter.Tests.Dialects;

[TestFixture]
public sealed class DialectCatalogTests
{
    private static readonly string[] Scopes =
    [
        "Test", "Experimental.Microsoft.Extensions.AI", "Experimental.Microsoft.Agents.AI", "Microsoft.SemanticKernel.Diagnostics", "openlit.openai", "ai", "lmnr",
        "strands.telemetry", "logfire.openai", "opentelemetry.instrumentation.openai_v2", "opentelemetry.instrumentation.crewai", "livekit-agents", "OpenAI.ChatClient",
    ];

    private static readonly string[] Names = ["chat m", "orchestrate_tools", "haystack.pipeline", "litellm_request", "claude_code.llm_request"];

    private static readonly object?[] Values =
    [
        "promptflow", "openlit", "gemini-cli", "spring_ai", "az.ai.agents", "az.ai.inference", "azure.ai.agents", "gcp.vertex.agent", "strands-agents",
        "microsoft.agent_framework", "ai.generateText", "claude_code.interaction", "LLM", null, 7,
    ];

    /// <summary>What names and scope alone decide is found out once, and changes nothing: the first dialect that owns the scope or recognizes the span names it.</summary>
    [Test]
    public void The_first_that_takes_a_span_names_it()
    {
        DialectCatalog.DefineKeys();
        var keys = BuiltInDialects.All.SelectMany(static dialect => dialect.RecognizedBy).Select(static key => key.Name)
            .Concat(["gen_ai.operation.name", "gen_ai.prompt", "gen_ai.completion", "llm.prompt", "lk.chat_ctx"]).Distinct().ToArray();
        var random = new Random(3);
        var view = new SpanView();
        var found = new HashSet<string>();
        for (var round = 0; round < 20_000; round++)
        {
            var span = new TestSpan(Names[random.Next(Names.Length)], 1).Scope(Scopes[random.Next(Scopes.Length)]);
            for (var tags = random.Next(4); tags > 0; tags--)
            {
                span.Tag(keys[random.Next(keys.Length)], Values[random.Next(Values.Length)]);
            }

            view.Open(span);
            var first = BuiltInDialects.All.First(dialect => dialect.OwnsScope?.Invoke(span.ScopeName) == true || dialect.Recognizes?.Invoke(view) == true);
            Assert.That(DialectCatalog.BuiltIn.DialectOf(view).Name, Is.EqualTo(first.Name), () => $"round {round}: {span.ScopeName} {span.Name}");
            found.Add(first.Name);
            view.Close();
        }

        Assert.That(found, Has.Count.GreaterThan(25));
    }

    [Test]
    public void What_no_dialect_takes_has_the_name_of_the_conventions()
    {
        var view = new SpanView();
        view.Open(new TestSpan("chat m", 1).Tag("gen_ai.operation.name", "chat"));
        Assert.That(new DialectCatalog([CrewAI.Dialect]).DialectOf(view), Is.SameAs(SemanticConventions.Dialect));
    }
}
