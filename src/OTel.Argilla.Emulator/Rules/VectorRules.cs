using System.Globalization;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>Whether vectors have settings of their name and as many elements as those say.</summary>
internal static class VectorRules
{
    public static void Check(Map? vectors, DatasetRules rules)
    {
        foreach (var (name, value) in vectors ?? [])
        {
            if (rules.Vectors.Find(settings => settings.Name == name) is not { } settings)
            {
                throw new InvalidRecordException(
                    $"record does not have valid vectors: vector with name={name} does not exist for dataset_id={rules.Dataset.Id}");
            }

            var wanted = (long)settings.Document.Get("dimensions")!;
            var got = ((List<object?>)value!).Count;
            if (got != wanted)
            {
                throw new InvalidRecordException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"record does not have valid vectors: vector value for vector name={name} must have {wanted} elements, got {got} elements"));
            }
        }
    }
}
