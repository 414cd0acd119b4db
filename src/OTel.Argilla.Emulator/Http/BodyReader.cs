using System.Text;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Http;

/// <summary>Turns the bytes of a body into a value, before credentials are looked at, as the real server does.</summary>
internal static class BodyReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The body as a value; a body that is not declared as JSON is given on as its raw text, which no schema accepts.</summary>
    public static object? Json(byte[] bytes, string? contentType)
    {
        if (bytes.Length == 0)
        {
            return null;
        }

        if (!IsJson(contentType))
        {
            return "";
        }

        try
        {
            return JsonReader.Read(Decode(bytes));
        }
        catch (JsonDecodeException error)
        {
            var errors = new SchemaErrors();
            errors.Add(Location.Root("body").Then(error.Position), "json_invalid", "JSON decode error");
            throw ApiError.Schema(errors);
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException or ArgumentException)
        {
            throw ApiError.Detail(400, "There was an error parsing the body");
        }
    }

    public static Map Form(byte[] bytes, string? contentType)
    {
        var form = new Map();
        if (contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return form;
        }

        QueryString.Read(Encoding.UTF8.GetString(bytes), (key, value) => form[key] = value);
        return form;
    }

    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return true;
        }

        var type = contentType.Split(';')[0].Trim().ToLowerInvariant();
        return type == "application/json" || (type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal));
    }

    /// <summary>UTF-8, -16 or -32 by their marks or their zero bytes, as Python's json module guesses.</summary>
    private static string Decode(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => StrictUtf8.GetString(bytes.AsSpan(3)),
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(false, false, true).GetString(bytes.AsSpan(4)),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(false, false, true).GetString(bytes.AsSpan(2)),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(true, false, true).GetString(bytes.AsSpan(2)),
        [not 0, 0, not 0, ..] or [not 0, 0] => new UnicodeEncoding(false, false, true).GetString(bytes),
        [0, not 0, ..] => new UnicodeEncoding(true, false, true).GetString(bytes),
        _ => StrictUtf8.GetString(bytes),
    };
}
