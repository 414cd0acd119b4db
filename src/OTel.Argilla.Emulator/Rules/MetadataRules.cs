using System.Numerics;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>Whether metadata fits the declared properties. The first key that does not is the one that is said.</summary>
internal static class MetadataRules
{
    public static void Check(Map? metadata, DatasetRules rules)
    {
        foreach (var (name, value) in metadata ?? [])
        {
            if (rules.Property(name) is not { } property)
            {
                if (!rules.Dataset.AllowsExtraMetadata)
                {
                    throw new InvalidRecordException(
                        $"metadata is not valid: '{name}' metadata property does not exists for dataset '{rules.Dataset.Id}' "
                        + "and extra metadata is not allowed for this dataset");
                }

                continue;
            }

            if (value is not null && Complaint(property, value) is { } complaint)
            {
                throw new InvalidRecordException($"metadata is not valid: '{name}' metadata property validation failed because {complaint}");
            }
        }
    }

    private static string? Complaint(Part property, object value) => property.Type switch
    {
        "terms" => Terms(property, value),
        "integer" when value is not (long or BigInteger or bool) => $"'{PythonText.Str(value)}' is not an integer.",
        "float" when value is not double => $"'{PythonText.Str(value)}' is not a float.",
        _ => Range(property, value),
    };

    private static string? Terms(Part property, object value)
    {
        if (property.Settings.Get("values") is not List<object?> allowed)
        {
            return null;
        }

        var given = value as List<object?> ?? [value];
        foreach (var term in given)
        {
            if (!allowed.Exists(candidate => SameInPython(candidate, term)))
            {
                return $"'{PythonText.Str(term)}' is not an allowed term.";
            }
        }

        return null;
    }

    private static string? Range(Part property, object value)
    {
        var number = FloatShape.ToDouble(value);
        if (property.Settings.Get("min") is { } min && number < FloatShape.ToDouble(min))
        {
            return $"'{PythonText.Str(value)}' is less than the minimum value of '{PythonText.Str(min)}'.";
        }

        return property.Settings.Get("max") is { } max && number > FloatShape.ToDouble(max)
            ? $"'{PythonText.Str(value)}' is greater than the maximum value of '{PythonText.Str(max)}'."
            : null;
    }

    /// <summary>Python's ==: 1, 1.0 and True are equal.</summary>
    private static bool SameInPython(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => a == b,
        (null, null) => true,
        (long or BigInteger or double or bool, long or BigInteger or double or bool) => FloatShape.ToDouble(left).Equals(FloatShape.ToDouble(right)),
        (List<object?> or Map, List<object?> or Map) => PythonText.Repr(left) == PythonText.Repr(right),
        _ => false,
    };
}
