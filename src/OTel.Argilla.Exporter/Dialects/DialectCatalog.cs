using System.Runtime.CompilerServices;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>All dialects, and what follows from all of them together.</summary>
internal static class DialectCatalog
{
    private static readonly ContentSource[] LlmInput = SourcesOf(Side.Input, static s => s.LlmRank);
    private static readonly ContentSource[] LlmOutput = SourcesOf(Side.Output, static s => s.LlmRank);
    private static readonly ContentSource[] RunInput = SourcesOf(Side.Input, static s => s.RunRank);
    private static readonly ContentSource[] RunOutput = SourcesOf(Side.Output, static s => s.RunRank);
    private static readonly KindSignal[] Signals = [.. All.SelectMany(static d => d.Kinds).OrderBy(static s => s.Rank)];
    private static readonly AttributeKey[] References = [.. All.SelectMany(static d => d.References)];

    /// <summary>In the order in which they are asked whether a span is theirs; the conventions, which take every span, come last.</summary>
    public static IReadOnlyList<Dialect> All => Dialects.Value;

    /// <summary>Attributes in which instructions stand beside the messages.</summary>
    public static AttributeKey[] SystemInstructions { get; } = [.. All.SelectMany(static d => d.SystemInstructions)];

    /// <inheritdoc cref="Dialect.Judgements"/>
    public static (string Prefix, string Member)[] Judgements { get; } = [.. All.SelectMany(static d => d.Judgements)];

    /// <summary>
    /// Defines the attributes that anybody reads. Attributes are numbered when a span is opened, and a name that is defined later than that would
    /// not be found on it.
    /// </summary>
    public static void DefineKeys()
    {
        RuntimeHelpers.RunClassConstructor(typeof(DialectCatalog).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Keys).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Spellings).TypeHandle);
    }

    public static SpanKind KindOf(SpanView view)
    {
        foreach (var signal in Signals)
        {
            if (signal.Read(view) is { } kind)
            {
                return kind;
            }
        }

        return SpanKind.None;
    }

    /// <summary>The dialect that names the span and knows its content switch.</summary>
    public static Dialect DialectOf(SpanView view)
    {
        foreach (var dialect in Dialects.Value)
        {
            if (dialect.Recognizes(view))
            {
                return dialect;
            }
        }

        return SemanticConventions.Dialect;
    }

    /// <summary>Where to look for one side of a span of this kind, best first.</summary>
    public static ContentSource[] Sources(SpanKind kind, Side side) => kind switch
    {
        SpanKind.Llm => side == Side.Input ? LlmInput : LlmOutput,
        SpanKind.Agent or SpanKind.Chain or SpanKind.Workflow => side == Side.Input ? RunInput : RunOutput,
        _ => [],
    };

    /// <summary>True when the span only says where its content was uploaded to.</summary>
    public static bool RefersToContent(SpanView view)
    {
        foreach (var key in References)
        {
            if (view.Attributes[key] is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static ContentSource[] SourcesOf(Side side, Func<ContentSource, ContentRank> rank) =>
        [.. All.SelectMany(static d => d.Content).SelectMany(WithSalvage).Where(s => s.Side == side && rank(s) != ContentRank.Never).OrderBy(rank)];

    /// <summary>Every attribute may have been cut by a length limit.</summary>
    private static IEnumerable<ContentSource> WithSalvage(ContentSource source) =>
        source is AttributeSource { LlmRank: not ContentRank.Never } attribute ? [source, new SalvagedSource(attribute.Key, source.Side)] : [source];

    /// <summary>Apart from the static fields above, which are made from it.</summary>
    private static class Dialects
    {
        public static readonly Dialect[] Value =
        [
            CrewAI.Dialect,
            Mastra.Dialect,
            VoltAgent.Dialect,
            LiveKit.Dialect,
            Flue.Dialect,
            ClaudeCode.Dialect,
            GeminiCli.Dialect,
            Strands.Dialect,
            PromptFlow.Dialect,
            LangWatch.Dialect,
            LangSmith.Dialect,
            LangChain.Dialect,
            OpenInference.Dialect,
            Langfuse.Dialect,
            MLflow.Dialect,
            Laminar.Dialect,
            Haystack.Dialect,
            Genkit.Dialect,
            PydanticAI.Dialect,
            Logfire.Dialect,
            VercelAI.Dialect,
            GoogleAdk.Dialect,
            LiteLLM.Dialect,
            SpringAI.Dialect,
            OpenLit.Dialect,
            LangChain4j.Dialect,
            PythonContrib.Dialect,
            OpenAIJava.Dialect,
            Traceloop.Dialect,
            AzureAgents.Dialect,
            Agent365.Dialect,
            SemanticKernel.Dialect,
            AgentFramework.Dialect,
            MicrosoftExtensionsAI.Dialect,
            OpenAISdk.Dialect,
            AnthropicSdk.Dialect,
            AzureInference.Dialect,
            HandMade.Dialect,
            SemanticConventions.Dialect,
        ];
    }
}
