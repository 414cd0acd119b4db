using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>What fields, questions, metadata properties and vector settings have in common.</summary>
internal static class PartEndpoints
{
    public static Reply List(Call call, Dataset dataset, PartKind kind) =>
        Reply.Items(call.Store.Parts.Of(dataset, kind).Select(part => part.Document));

    public static void Unique(Call call, Dataset dataset, PartKind kind, string entity)
    {
        var name = call.Body.Text("name")!;
        if (call.Store.Parts.ByName(dataset, kind, name) is not null)
        {
            throw ApiError.Detail(409, $"{entity} with name `{name}` already exists for dataset with id `{dataset.Id}`");
        }
    }

    /// <summary>Writes what was sent over the part; settings key by key, and only of the same type.</summary>
    public static Reply Update(Call call, Part part, Func<string, string> otherType)
    {
        foreach (var (key, value) in call.Body)
        {
            if (key != "settings")
            {
                part.Document[key] = value;
                continue;
            }

            foreach (var (setting, given) in value as Map ?? [])
            {
                if (setting == "type" && given as string != part.Type)
                {
                    throw ApiError.Invalid(otherType((string)given!));
                }

                part.Settings[setting] = given;
            }
        }

        call.Store.Parts.Save(part);
        return Reply.Ok(part.Document);
    }

    public static Reply Delete(Call call, Part part)
    {
        call.Store.Parts.Delete(part);
        return Reply.Ok(part.Document);
    }
}
