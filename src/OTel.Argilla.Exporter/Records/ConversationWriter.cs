using System.Text.Json;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// The conversation a prompt stands in, as Argilla's chat field: system prompt and earlier turns, without tool steps. Nothing when the prompt
/// stands alone; then it gives false.
/// </summary>
internal static class ConversationWriter
{
    public static bool Write(RecordJson json, Utf8Text system, IReadOnlyList<Message> history)
    {
        var count = 0;
        for (var i = 0; i < history.Count; i++)
        {
            count += IsShown(history[i]) ? 1 : 0;
        }

        var hasSystem = !system.IsBlank;
        if (count == 0 && !hasSystem)
        {
            return false;
        }

        // The newest turns tell most about the prompt: the oldest go when there are more than Argilla takes.
        var tooMany = count - (TextLimits.ChatMessages - (hasSystem ? 1 : 0));
        json.Output.Name(RecordTexts.Conversation);
        json.Output.StartArray();
        if (hasSystem)
        {
            Write(json, "system"u8, system.Span);
        }

        for (var i = 0; i < history.Count; i++)
        {
            if (IsShown(history[i]) && tooMany-- <= 0)
            {
                Write(json, RoleOf(history[i]), MessageText.Compose(history[i]).Span);
            }
        }

        json.Output.EndArray();
        return true;
    }

    private static bool IsShown(Message message) => message.Role != Role.Tool && message.HasTextOrMedia;

    private static ReadOnlySpan<byte> RoleOf(Message message) => message.Role switch
    {
        Role.User => "user"u8,
        Role.Assistant => "assistant"u8,
        Role.System => "system"u8,
        Role.Tool => "tool"u8,
        _ => message.RoleName.IsBlank ? "user"u8 : message.RoleName.Span,
    };

    private static void Write(RecordJson json, ReadOnlySpan<byte> role, ReadOnlySpan<byte> content)
    {
        json.Output.StartObject();
        json.WriteText(RecordTexts.Role, role, TextLimits.ChatRole);
        json.WriteText(RecordTexts.Content, content, TextLimits.ChatContent);
        json.Output.EndObject();
    }
}
