using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// OpenInference (Arize Phoenix) and the many frameworks that are instrumented with it: LangChain, LlamaIndex, OpenAI Agents, CrewAI, DSPy,
/// smolagents, Agno, BeeAI and others. Messages are spread over attributes; <c>input.value</c> and <c>output.value</c> hold whatever the call was
/// given and gave back, as text or JSON, whatever the MIME type beside them says.
/// </summary>
internal static class OpenInference
{
    private static readonly AttributeKey Kind = AttributeKey.Define("openinference.span.kind");

    /// <summary>Two that took the words over, under keys of their own: Future AGI, and Alibaba's instrumentations.</summary>
    private static readonly AttributeKey FutureAgiKind = AttributeKey.Define("fi.span.kind");
    private static readonly AttributeKey GenAIKind = AttributeKey.Define("gen_ai.span.kind");

    private static readonly AttributeKey InputValue = AttributeKey.Define("input.value");
    private static readonly AttributeKey OutputValue = AttributeKey.Define("output.value");
    private static readonly AttributeKey Prompts = AttributeKey.Define("llm.prompts");
    private static readonly AttributeKey InvocationParameters = AttributeKey.Define("llm.invocation_parameters");

    private static readonly Dictionary<string, SpanKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["LLM"] = SpanKind.Llm,
        ["CHAIN"] = SpanKind.Chain,
        ["AGENT"] = SpanKind.Agent,
        ["TOOL"] = SpanKind.Tool,
        ["RETRIEVER"] = SpanKind.Opaque,
        ["EMBEDDING"] = SpanKind.Opaque,
        ["RERANKER"] = SpanKind.Opaque,
        ["PROMPT"] = SpanKind.PromptTemplate,
        ["GUARDRAIL"] = SpanKind.Judge,
        ["EVALUATOR"] = SpanKind.Judge,
        ["UNKNOWN"] = SpanKind.None,
        ["TASK"] = SpanKind.Chain,
        ["ENTRY"] = SpanKind.Chain,
        ["STEP"] = SpanKind.None,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "openinference",
        Recognizes = static view => view.Attributes[Kind] is not null || view.Attributes[FutureAgiKind] is not null,
        RecognizedBy = [Kind, FutureAgiKind],
        Kinds =
        [
            KindSignal.Word(KindRank.OpenInference, Kind, Kinds),
            KindSignal.Word(KindRank.OpenInference, FutureAgiKind, Kinds),
            KindSignal.Word(KindRank.LangSmith, GenAIKind, Kinds),
        ],
        Content =
        [
            new FlattenedSource("llm.input_messages", Side.Input, ContentRank.FlattenedMessages),
            new FlattenedSource("llm.output_messages", Side.Output, ContentRank.FlattenedMessages, AllChoices),
            new CodeSource("llm.prompts", Side.Input, ContentRank.Completions, ContentRank.Never, ReadPrompts) { Needs = ["llm.prompts"] },
            new CodeSource("llm.choices", Side.Output, ContentRank.Completions, ContentRank.Never, ReadCompletions) { Needs = ["llm.choices"] },
            new AttributeSource(InputValue, Side.Input, ContentRank.Generic, ContentRank.RunValue),
            new AttributeSource(OutputValue, Side.Output, ContentRank.Never, ContentRank.RunValue),
            new CodeSource("output.value", Side.Output, ContentRank.Generic, ContentRank.Never, ReadOutputOfCall) { Needs = [OutputValue.Name] },
            new SalvagedSource(OutputValue, Side.Output),
        ],
        Judgements =
        [
            ("evaluations", "evaluation"),
            ("annotations", "annotation"),
            ("trace.evaluations", "evaluation"),
            ("trace.annotations", "annotation"),
            ("session.evaluations", "evaluation"),
            ("session.annotations", "annotation"),
        ],
        KeyPrefixes =
        [
            "openinference.", "fi.span.kind", "input.value", "output.value", "llm.",
            "evaluations.0.evaluation.", "annotations.0.annotation.", "trace.evaluations.0.evaluation.", "trace.annotations.0.annotation.",
        ],
        ContentSwitch = "OpenInference hides prompts and responses when it is told to. Unset OPENINFERENCE_HIDE_INPUTS, OPENINFERENCE_HIDE_OUTPUTS and the other "
            + "OPENINFERENCE_HIDE_ variables, or the hideInputs and hideOutputs of its TraceConfig.",
    };

    /// <summary>True for a completion of LangChain's, whose prompts are a list of texts.</summary>
    public static bool IsCompletion(AttributeSet attributes) => attributes[Prompts] is not null;

    /// <summary>Some instrumentations flatten one choice of several: then the response itself has them all.</summary>
    private static Content? AllChoices(SpanView view, MessageReader reader, int flattened)
    {
        if (!AsksForChoices(view.Attributes))
        {
            return null;
        }

        var response = reader.Decode(view.Attributes[OutputValue]);
        return response["choices"u8].Count > flattened ? reader.Read(response, Role.Assistant) : null;
    }

    private static bool AsksForChoices(AttributeSet attributes) =>
        attributes[InvocationParameters] is string parameters && parameters.IndexOf("\"n\"", StringComparison.Ordinal) >= 0;

    /// <summary><c>llm.prompts.0.prompt.text</c>, …, or (LangChain) one attribute that is an array of texts.</summary>
    private static Content ReadPrompts(SpanView view, MessageReader reader)
    {
        var list = FlattenedAttributes.Read(view.Attributes, "llm.prompts", reader.Tape);
        list = list.IsNothing ? reader.Decode(view.Attributes[Prompts]) : list;
        if (MessageShape.AreMessages(list))
        {
            return reader.Read(list, Role.User);
        }

        var prompts = new List<Content>(list.Count);
        foreach (var item in list.Items)
        {
            prompts.Add(ContentReader.OfText(reader.Tape, item.IsText ? item : item["prompt"u8]["text"u8], Role.User));
        }

        return prompts.Count switch
        {
            0 => Content.None,
            1 => prompts[0],
            _ => Content.OfBatch(prompts),
        };
    }

    private static Content ReadCompletions(SpanView view, MessageReader reader)
    {
        var messages = new List<Message>();
        foreach (var item in FlattenedAttributes.Read(view.Attributes, "llm.choices", reader.Tape).Items)
        {
            messages.AddRange(ContentReader.OfText(reader.Tape, item["completion"u8]["text"u8], Role.Assistant, messages.Count).Messages);
        }

        return messages.Count == 0 ? Content.None : Content.OfMessages(messages);
    }

    /// <summary>LlamaIndex prints the answering message with its role before it.</summary>
    private static Content ReadOutputOfCall(SpanView view, MessageReader reader)
    {
        const string RolePrefix = "assistant: ";
        var value = view.Attributes[OutputValue];
        return reader.Read(value is string text && text.StartsWith(RolePrefix, StringComparison.Ordinal) ? text.Substring(RolePrefix.Length) : value, Role.Assistant);
    }
}
