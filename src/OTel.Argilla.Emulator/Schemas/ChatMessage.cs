using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Schemas;

/// <summary>One message of a chat field. Its errors come as the repr of pydantic's error list, inside another error's text.</summary>
internal static class ChatMessage
{
    private const int MaximumRole = 20;
    private const int MaximumContent = 20_000;

    public static string? Complaint(object? message)
    {
        if (message is not Map map)
        {
            return "argilla_server.api.schemas.v1.chat.ChatFieldValue() argument after ** must be a mapping, not " + PythonText.TypeName(message);
        }

        List<object?> errors = [.. Errors(map, "role", MaximumRole), .. Errors(map, "content", MaximumContent)];
        return errors.Count == 0 ? null : $"[{string.Join(", ", errors)}]";
    }

    /// <summary>Keys other than role and content are dropped: tool calls vanish.</summary>
    public static Map Clean(Map message) => new Map().With("role", message.Get("role")).With("content", message.Get("content"));

    private static IEnumerable<string> Errors(Map message, string key, int maximum)
    {
        if (!message.TryGetValue(key, out var value))
        {
            return [Error("missing", key, "Field required", message, "")];
        }

        if (value is not string text)
        {
            return [Error("string_type", key, "Input should be a valid string", value, "")];
        }

        if (JsonText.IndexOfUnpaired(text) >= 0)
        {
            return [Error("string_unicode", key, "Input should be a valid string, unable to parse raw data as a unicode string", text, "")];
        }

        if (text.Length == 0)
        {
            return [Error("string_too_short", key, "String should have at least 1 character", text, "'ctx': {'min_length': 1}, ")];
        }

        return TextShape.Length(text) > maximum
            ? [Error("string_too_long", key, $"String should have at most {maximum} characters", text, $"'ctx': {{'max_length': {maximum}}}, ")]
            : [];
    }

    private static string Error(string type, string key, string message, object? input, string context) =>
        $"{{'type': '{type}', 'loc': ('{key}',), 'msg': {PythonText.Repr(message)}, 'input': {PythonText.Repr(input)}, {context}"
        + $"'url': 'https://errors.pydantic.dev/2.9/v/{type}'}}";
}
