using System.Globalization;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Records;

/// <summary>Writes a metadata value in the type that its property takes: Argilla refuses <c>3</c> for a float and <c>3.0</c> for an integer.</summary>
internal static class PropertyFitter
{
    /// <summary>Longer terms, in UTF-8 bytes, are stored but never indexed.</summary>
    private const int MaxTermBytes = 32_766;

    /// <summary>Writes name and value; false, with nothing written, when the value does not fit.</summary>
    public static bool TryWrite(Utf8JsonWriter writer, MetadataProperty property, JsonElement value) => property.Type switch
    {
        MetadataProperty.Integer => TryWriteInteger(writer, property, value),
        MetadataProperty.Float => TryWriteFloat(writer, property, value),
        MetadataProperty.Terms when value.ValueKind == JsonValueKind.Array => TryWriteTerms(writer, property, value),
        MetadataProperty.Terms => TryWriteTerm(writer, property, value),
        _ => false,
    };

    private static bool TryWriteInteger(Utf8JsonWriter writer, MetadataProperty property, JsonElement value)
    {
        // Whole numbers beyond 2^63 are accepted but not indexed, so they count as no fit.
        if (Number(value) is not { } number || Math.Floor(number) != number || Math.Abs(number) >= 9.2e18 || !InRange(property, number))
        {
            return false;
        }

        var exact = value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var integer) ? integer : (long)number;
        writer.WriteNumber(property.Name, exact);
        return true;
    }

    private static bool TryWriteFloat(Utf8JsonWriter writer, MetadataProperty property, JsonElement value)
    {
        // The index holds floats of four bytes.
        if (Number(value) is not { } number || Math.Abs(number) > float.MaxValue || !InRange(property, number))
        {
            return false;
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        writer.WritePropertyName(property.Name);
        writer.WriteRawValue(text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text, skipInputValidation: true);
        return true;
    }

    private static bool TryWriteTerm(Utf8JsonWriter writer, MetadataProperty property, JsonElement value)
    {
        if (!IsTerm(property, value, out var term))
        {
            return false;
        }

        writer.WriteString(property.Name, term);
        return true;
    }

    private static bool TryWriteTerms(Utf8JsonWriter writer, MetadataProperty property, JsonElement value)
    {
        var terms = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (!IsTerm(property, item, out var term))
            {
                return false;
            }

            terms.Add(term);
        }

        writer.WriteStartArray(property.Name);
        foreach (var term in terms)
        {
            writer.WriteStringValue(term);
        }

        writer.WriteEndArray();
        return true;
    }

    private static bool IsTerm(MetadataProperty property, JsonElement value, out string term)
    {
        term = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => string.Empty,
        };
        return value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            && (property.Values is null || property.Values.Contains(term))
            && (term.Length <= MaxTermBytes / 3 || System.Text.Encoding.UTF8.GetByteCount(term) <= MaxTermBytes);
    }

    private static double? Number(JsonElement value)
    {
        var number = double.NaN;
        _ = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return double.IsNaN(number) || double.IsInfinity(number) || value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String) ? null : number;
    }

    private static bool InRange(MetadataProperty property, double number) =>
        !(number < property.Min) && !(number > property.Max);
}
