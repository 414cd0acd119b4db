using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Vercel AI SDK before version 7: scope <c>ai</c>, keys <c>ai.*</c>, an outer span for each call of the app and one for each call of a model. Later
/// versions write the conventions.
/// </summary>
internal static class VercelAI
{
    private static readonly AttributeKey OperationId = AttributeKey.Define("ai.operationId");
    private static readonly AttributeKey OperationName = AttributeKey.Define("operation.name");
    private static readonly AttributeKey ResponseText = AttributeKey.Define("ai.response.text");
    private static readonly AttributeKey ResponseObject = AttributeKey.Define("ai.response.object");
    private static readonly AttributeKey ResponseCalls = AttributeKey.Define("ai.response.toolCalls");
    private static readonly AttributeKey ResultText = AttributeKey.Define("ai.result.text");
    private static readonly AttributeKey ResultObject = AttributeKey.Define("ai.result.object");
    private static readonly AttributeKey ResultCalls = AttributeKey.Define("ai.result.toolCalls");

    public static Dialect Dialect { get; } = new()
    {
        Name = "vercel-ai",
        OwnsScope = static scope => scope is "ai",
        Recognizes = static view => Operation(view) is not null,
        RecognizedBy = [OperationId, OperationName],
        Kinds = [KindSignal.Code(KindRank.Vendor, KindOf)],
        Content =
        [
            new AttributeSource(AttributeKey.Define("ai.prompt.messages"), Side.Input, ContentRank.VendorMessages, ContentRank.Vendor),
            new AttributeSource(AttributeKey.Define("ai.prompt"), Side.Input, ContentRank.Vendor, ContentRank.VendorMessages),
            new CodeSource("ai.response", Side.Output, ContentRank.VendorMessages, ContentRank.VendorMessages, ReadResponse) { Needs = ["ai.re"] },
        ],
        KeyPrefixes = ["ai."],
        ContentSwitch = "The AI SDK leaves prompts and responses out when experimental_telemetry says recordInputs: false or recordOutputs: false. Remove those.",
    };

    /// <summary><c>ai.generateText.doGenerate</c>; the older key has the name of the app's function behind it.</summary>
    private static string? Operation(SpanView view) =>
        view.Attributes[OperationId] as string
        ?? (view.Attributes[OperationName] is string name && name.StartsWith("ai.", StringComparison.Ordinal) ? name : null);

    private static SpanKind? KindOf(SpanView view)
    {
        if (Operation(view) is not { } operation)
        {
            return null;
        }

        var end = operation.IndexOf(' ');
        operation = end < 0 ? operation : operation.Substring(0, end);
        return operation.StartsWith("ai.toolCall", StringComparison.Ordinal) ? SpanKind.Tool
            : operation.StartsWith("ai.embed", StringComparison.Ordinal) || operation.StartsWith("ai.rerank", StringComparison.Ordinal) ? SpanKind.Opaque
            : operation.IndexOf(".do", StringComparison.Ordinal) > 0 ? SpanKind.Llm
            : SpanKind.Chain;
    }

    private static Content ReadResponse(SpanView view, MessageReader reader)
    {
        var attributes = view.Attributes;
        return AnswerWithCalls.Read(First(attributes, ResponseText, ResultText) ?? First(attributes, ResponseObject, ResultObject), attributes[ResponseCalls] ?? attributes[ResultCalls], reader);
    }

    private static string? First(AttributeSet attributes, AttributeKey now, AttributeKey before) =>
        attributes[now] is string { Length: > 0 } text ? text : attributes[before] is string { Length: > 0 } older ? older : null;
}
