using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Metadata properties of datasets. They can come and go after publishing, too.</summary>
internal static class MetadataEndpoints
{
    private const string Entity = "Metadata property";

    public static IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/datasets/{dataset_id}/metadata-properties", Create) { BodyKind = BodyKind.Json, Body = PartSchemas.Property },
        new("GET", "/me/datasets/{dataset_id}/metadata-properties", List),
        new("PATCH", "/metadata-properties/{metadata_property_id}", Update) { BodyKind = BodyKind.Json, Body = PartSchemas.PropertyUpdate },
        new("DELETE", "/metadata-properties/{metadata_property_id}", Delete),
        new("GET", "/metadata-properties/{metadata_property_id}/metrics", Metrics),
    ];

    private static Reply Create(Call call)
    {
        var dataset = Access.EditDataset(call);
        PartEndpoints.Unique(call, dataset, PartKind.MetadataProperty, Entity);
        PostgresRules.Name(call.Store, call.Body.Text("name"));
        var property = call.Store.Parts.Add(dataset, PartKind.MetadataProperty, call.Body);
        if (!dataset.IsReady)
        {
            return Reply.Created(property.Document);
        }

        Outages.AfterWrite(call.Store);
        if (call.Store.Parts.MappedType(dataset, property.Name) is { } type && type != property.Type)
        {
            throw ApiError.ServerAfterWrite(
                "opensearchpy.exceptions.RequestError",
                $"RequestError(400, 'mapper [metadata.{property.Name}] cannot be changed from type [{type}] to [{property.Type}]')");
        }

        call.Store.Parts.Mapped(dataset, property.Name, property.Type);
        return Reply.Created(property.Document);
    }

    private static Reply List(Call call)
    {
        var dataset = Access.ReadDataset(call);
        var all = call.Store.Parts.Of(dataset, PartKind.MetadataProperty).Select(part => part.Document);
        var seesAll = call.User.IsOwner || call.User.IsAdmin;
        return Reply.Items(seesAll ? all : all.Where(property => property.Get("visible_for_annotators") is true));
    }

    private static Reply Update(Call call)
    {
        var (property, _) = Access.EditPart(call, PartKind.MetadataProperty, "metadata_property_id", "MetadataProperty");
        return PartEndpoints.Update(call, property, type => type);
    }

    private static Reply Delete(Call call)
    {
        var (property, _) = Access.EditPart(call, PartKind.MetadataProperty, "metadata_property_id", "MetadataProperty");
        return PartEndpoints.Delete(call, property);
    }

    private static Reply Metrics(Call call)
    {
        var id = call.Path("metadata_property_id");
        var property = call.Store.Parts.ById(PartKind.MetadataProperty, id) ?? throw ApiError.NotFound("MetadataProperty", id);
        var dataset = Access.Member(call, call.Store.Datasets.BySequence(property.Dataset)!);
        Outages.Search(call.Store, dataset);
        var values = call.Store.Records.InIndex(dataset)
            .Select(record => record.IndexedMetadata is null ? null : Documents.Map(record.IndexedMetadata).Get(property.Name))
            .Where(value => value is not null).ToList();
        if (property.Type == "terms")
        {
            var counts = values.SelectMany(value => value as List<object?> ?? [value]).Select(PythonText.Str).GroupBy(term => term, StringComparer.Ordinal)
                .OrderByDescending(group => group.LongCount()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
            var counted = counts.Sum(group => group.LongCount());
            var terms = counts.Select(group => new Map().With("term", group.Key).With("count", group.LongCount())).ToList();
            return Reply.Ok(new Map().With("total", counted).With("values", terms).With("type", "terms"));
        }

        return Reply.Ok(new Map().With("min", values.MinBy(FloatShape.ToDouble)).With("max", values.MaxBy(FloatShape.ToDouble)).With("type", property.Type));
    }
}
