using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Spans made by hand, and by small tools, with the plainest of keys. A model's name beside an input or an output is a call of it.
/// </summary>
internal static class HandMade
{
    private static readonly AttributeKey Model = AttributeKey.Define("model");
    private static readonly AttributeKey LlmModel = AttributeKey.Define("llm.model_name");
    private static readonly AttributeKey OtherLlmModel = AttributeKey.Define("llm.model");
    private static readonly AttributeKey Input = AttributeKey.Define("input");
    private static readonly AttributeKey Output = AttributeKey.Define("output");
    private static readonly AttributeKey Prompt = AttributeKey.Define("prompt");
    private static readonly AttributeKey LlmPrompt = AttributeKey.Define("llm.prompt");

    public static Dialect Dialect { get; } = new()
    {
        Name = "hand-made",
        Recognizes = static view => view.Attributes[Keys.OperationName] is null && IsCall(view.Attributes),
        Kinds = [KindSignal.Code(KindRank.Fallback, static view => IsCall(view.Attributes) ? SpanKind.Llm : null)],
        Content =
        [
            .. AttributeSource.Pair("llm.prompt", "llm.response", ContentRank.Generic, ContentRank.Generic),
            .. AttributeSource.Pair("llm.input", "llm.output", ContentRank.Generic, ContentRank.Generic),
            .. AttributeSource.Pair("input", "output", ContentRank.Generic, ContentRank.Generic),
            .. AttributeSource.Pair("prompt", "completion", ContentRank.Generic, ContentRank.Generic),
            // As Sentry's SDKs write them.
            .. AttributeSource.Pair("gen_ai.request.messages", "gen_ai.response.text", ContentRank.Generic, ContentRank.Generic),
            new AttributeSource(AttributeKey.Define("llm.completion"), Side.Output, ContentRank.Generic, ContentRank.Generic),
            new AttributeSource(AttributeKey.Define("llm.responses"), Side.Output, ContentRank.Generic, ContentRank.Generic),
        ],
        KeyPrefixes = ["model"],
        ContentSwitch = "The span names a model, but neither prompt nor response. Set them as gen_ai.input.messages and gen_ai.output.messages.",
    };

    private static bool IsCall(AttributeSet attributes) =>
        attributes[LlmModel] is string || attributes[OtherLlmModel] is string
        || (attributes[Model] is string && (attributes[Input] ?? attributes[Output] ?? attributes[Prompt] ?? attributes[LlmPrompt]) is not null);
}
