using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Validation;

internal sealed class ListShape(Shape item, int minimum = 0, int maximum = int.MaxValue) : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        if (value is not List<object?> list)
        {
            errors.Add(location, "list_type", "Input should be a valid list");
            return null;
        }

        // As pydantic: a list that is too long is not read to its end.
        if (list.Count > maximum)
        {
            errors.Add(location, "too_long", $"List should have at most {Items(maximum)} after validation, not {list.Count}");
            return null;
        }

        var checkedItems = new List<object?>(list.Count);
        var before = errors.Count;
        for (var i = 0; i < list.Count; i++)
        {
            checkedItems.Add(item.Check(list[i], location.Then(i), errors));
        }

        if (errors.Count == before && list.Count < minimum)
        {
            errors.Add(location, "too_short", $"List should have at least {Items(minimum)} after validation, not {list.Count}");
        }

        return checkedItems;
    }

    private static string Items(int count) => count == 1 ? "1 item" : $"{count} items";
}

/// <summary>An object with any keys, all values of one shape.</summary>
internal sealed class DictShape(Shape value) : Shape
{
    public override object? Check(object? input, Location location, SchemaErrors errors)
    {
        if (input is not Map map)
        {
            errors.Add(location, "dict_type", "Input should be a valid dictionary");
            return null;
        }

        var result = new Map();
        foreach (var (key, item) in map)
        {
            if (JsonText.IndexOfUnpaired(key) >= 0)
            {
                errors.Add(
                    location.Then(Printable(key)).Then("[key]"),
                    "string_unicode",
                    "Input should be a valid string, unable to parse raw data as a unicode string");
                continue;
            }

            result[key] = value.Check(item, location.Then(key), errors);
        }

        return result;
    }

    /// <summary>Each of the three bytes of half a surrogate pair reads as one replacement character.</summary>
    private static string Printable(string key) => string.Concat(key.Select(c => char.IsSurrogate(c) ? "\ufffd\ufffd\ufffd" : c.ToString()));
}
