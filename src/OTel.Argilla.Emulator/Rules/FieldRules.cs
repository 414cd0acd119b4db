using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>Whether a record's fields fit the dataset's, in the real server's order of checks and words.</summary>
internal static class FieldRules
{
    private const int MaximumWebUrl = 2038;
    private const int MaximumDataUrl = 5_000_000;

    private static readonly string[] ImageTypes =
        ["image/avif", "image/gif", "image/ico", "image/jpeg", "image/jpg", "image/png", "image/svg", "image/webp"];

    public static void Check(Map? values, DatasetRules rules)
    {
        if (values is null or { Count: 0 })
        {
            throw new InvalidRecordException("fields cannot be empty");
        }

        if (rules.Fields.Find(field => field.IsRequired && values.Get(field.Name) is null) is { } missing)
        {
            throw new InvalidRecordException($"missing required value for field: {PythonText.Repr(missing.Name)}");
        }

        var extra = values.Keys.Where(name => !rules.Fields.Exists(field => field.Name == name)).ToList();
        if (extra.Count > 0)
        {
            throw new InvalidRecordException($"found fields values for non configured fields: {PythonText.List(extra)}");
        }

        foreach (var field in rules.Fields)
        {
            if (values.Get(field.Name) is { } value)
            {
                Check(field, value);
            }
        }
    }

    private static void Check(Part field, object value)
    {
        var complaint = field.Type switch
        {
            "text" when value is not string => $"text field '{field.Name}' value must be a string",
            "chat" when value is not List<object?> => $"chat field '{field.Name}' value must be a list of messages",
            "custom" when value is not Map => $"custom field '{field.Name}' value must be a dictionary",
            "image" => Image(field.Name, value),
            _ => null,
        };
        if (complaint is not null)
        {
            throw new InvalidRecordException(complaint);
        }
    }

    private static string? Image(string name, object value)
    {
        if (value is Map)
        {
            return "'dict' object has no attribute 'decode'";
        }

        if (value is not string url)
        {
            return $"image field '{name}' has an invalid URL value";
        }

        if (url.StartsWith("data:", StringComparison.Ordinal))
        {
            if (url.Length > MaximumDataUrl)
            {
                return $"image field '{name}' value is exceeding the maximum length of {MaximumDataUrl} characters for Data URLs";
            }

            var type = url[5..].Split(';', ',')[0];
            return ImageTypes.Contains(type, StringComparer.Ordinal)
                ? null
                : $"image field '{name}' value is using an unsupported MIME type, supported MIME types are: {PythonText.List(ImageTypes)}";
        }

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? "" : url[(scheme + 3)..];
        if (scheme < 0 || url[..scheme].ToLowerInvariant() is not ("http" or "https") || rest.IndexOf('/', StringComparison.Ordinal) is var slash && slash <= 0)
        {
            return $"image field '{name}' has an invalid URL value";
        }

        return url.Length > MaximumWebUrl
            ? $"image field '{name}' value is exceeding the maximum length of {MaximumWebUrl} characters for Web URLs"
            : null;
    }
}
