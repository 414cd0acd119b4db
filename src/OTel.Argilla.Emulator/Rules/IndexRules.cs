using System.Numerics;
using System.Text;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>What the search engine takes: a record that it refuses is stored, but no search, so no reviewer, finds it.</summary>
internal static class IndexRules
{
    private const int MaximumKeyword = 32_766;

    private static readonly BigInteger LongLimit = BigInteger.Pow(2, 63);

    /// <summary>The metadata as it would be indexed, or null when the engine refuses the record.</summary>
    public static Map? Index(string? externalId, Map? metadata, Map? vectors, DatasetRules rules)
    {
        if (externalId is not null && Encoding.UTF8.GetByteCount(externalId) > MaximumKeyword)
        {
            return null;
        }

        // By cosine, a vector of zeros has no direction.
        if (vectors is { Count: > 0 }
            && (rules.Store.RefuseVectors || vectors.Values.Any(vector => ((List<object?>)vector!).TrueForAll(element => element is 0d))))
        {
            return null;
        }

        var indexed = new Map();
        foreach (var (name, value) in metadata ?? [])
        {
            if (value is null || rules.Property(name) is not { } property)
            {
                continue;
            }

            if (!Fits(property.Type, value))
            {
                return null;
            }

            indexed[name] = value;
        }

        return indexed;
    }

    private static bool Fits(string type, object? value) => (type, value) switch
    {
        ("terms", List<object?> list) => list.TrueForAll(item => Fits(type, item)),
        ("terms", Map) => false,
        ("terms", string text) => Encoding.UTF8.GetByteCount(text) <= MaximumKeyword,
        ("integer", bool) => false,
        ("integer", BigInteger number) => number < LongLimit && number >= -LongLimit,
        ("float", double number) => Math.Abs(number) <= float.MaxValue,
        _ => true,
    };
}
