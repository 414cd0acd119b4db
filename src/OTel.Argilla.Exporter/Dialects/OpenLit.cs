using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>OpenLIT: the conventions, in older versions with a prompt that is one text of lines, each with its role before it.</summary>
internal static class OpenLit
{
    private static readonly AttributeKey SdkName = AttributeKey.Define("telemetry.sdk.name");
    private static readonly AttributeKey ContentPrompt = AttributeKey.Define("gen_ai.content.prompt");

    public static Dialect Dialect { get; } = new()
    {
        Name = "openlit",
        OwnsScope = IsScopeOfOpenLit,
        Recognizes = static view => view.Attributes.Is(SdkName, "openlit"),
        RecognizedBy = [SdkName],
        Content = [new CodeSource("gen_ai.content.prompt", Side.Input, ContentRank.IndexedPrompts, ContentRank.IndexedPrompts, ReadPrompt)],
        ContentSwitch = "OpenLIT leaves prompts and responses out when it is initialised with capture_message_content=False. Remove that argument.",
    };

    private static bool IsScopeOfOpenLit(string scope) => scope.StartsWith("openlit", StringComparison.Ordinal);

    private static bool IsOfOpenLit(SpanView view) => view.Attributes.Is(SdkName, "openlit") || IsScopeOfOpenLit(view.Span.ScopeName);

    private static Content ReadPrompt(SpanView view, MessageReader reader)
    {
        if (!IsOfOpenLit(view))
        {
            return Content.None;
        }

        if (view.Attributes[ContentPrompt] is string attribute)
        {
            return RoleLines.Read(attribute, reader);
        }

        foreach (var e in view.Events)
        {
            if (e.Name == ContentPrompt.Name && e["gen_ai.prompt"] is string text)
            {
                return RoleLines.Read(text, reader);
            }
        }

        return Content.None;
    }
}
