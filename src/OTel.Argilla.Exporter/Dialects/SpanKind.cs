namespace OTel.Argilla.Exporter.Dialects;

/// <summary>What a span is, read from its own keys, whatever its OTel kind or its source.</summary>
internal enum SpanKind
{
    /// <summary>Transparent: one looks through it.</summary>
    None,

    /// <summary>Candidate: a call of a model.</summary>
    Llm,

    /// <summary>Candidate: an agent's run.</summary>
    Agent,

    /// <summary>Candidate: a chain, which may only bracket several runs.</summary>
    Chain,

    /// <summary>Candidate: a chain that is one run by definition, however many agents it goes through.</summary>
    Workflow,

    /// <summary>Candidate: a chain that is one run and never has content of its own; its attributes hold nothing a person said.</summary>
    Wrapper,

    /// <summary>A function of Semantic Kernel: a <see cref="Wrapper"/> or a <see cref="Tool"/>, which only its place in the tree decides.</summary>
    PromptFunction,

    /// <summary>Opaque.</summary>
    Tool,

    /// <summary>Opaque: retriever, embedding, reranker, memory, transport.</summary>
    Opaque,

    /// <summary>Opaque: renders a prompt.</summary>
    PromptTemplate,

    /// <summary>Opaque, and all below is out: guardrail, evaluator.</summary>
    Judge,
}

/// <summary>The three classes of kinds: candidates, opaque ones, and those that are looked through.</summary>
internal static class SpanKinds
{
    public static bool IsCandidate(this SpanKind kind) => kind is >= SpanKind.Llm and <= SpanKind.Wrapper;

    public static bool IsOpaque(this SpanKind kind) => kind >= SpanKind.Tool;

    /// <summary>The name in metadata.</summary>
    public static string Name(this SpanKind kind) => kind switch
    {
        SpanKind.Llm => "llm",
        SpanKind.Agent => "agent",
        _ => "chain",
    };
}
