using System.Text.Json;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>Compares found records whose order is not fixed: as a set when all are shown, else by how many there are and how they look.</summary>
internal static class UnorderedComparer
{
    public static string? Difference(AnswerComparer comparer, JsonElement expected, JsonElement actual)
    {
        var (wanted, got) = (expected.GetProperty("items").EnumerateArray().ToList(), actual.GetProperty("items").EnumerateArray().ToList());
        var total = expected.GetProperty("total").GetInt32();
        if (got.Count != wanted.Count || actual.GetProperty("total").GetInt32() != total)
        {
            return $"{got.Count} items of {actual.GetProperty("total")}, not {wanted.Count} of {total}";
        }

        if (wanted.Count < total)
        {
            return wanted.Zip(got).Select(pair => Keys(pair.Second) == Keys(pair.First) ? null : $"keys {Keys(pair.Second)}, not {Keys(pair.First)}")
                .FirstOrDefault(difference => difference is not null);
        }

        foreach (var item in wanted)
        {
            var match = got.FindIndex(candidate => comparer.Difference(item, candidate) is null);
            if (match < 0)
            {
                return $"no item is {item}";
            }

            got.RemoveAt(match);
        }

        return null;
    }

    private static string Keys(JsonElement item) =>
        string.Join(',', item.EnumerateObject().Concat(item.GetProperty("record").EnumerateObject()).Select(pair => pair.Name));
}
