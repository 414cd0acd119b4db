using System.Text.Json;
using System.Text.Json.Serialization;

namespace OTel.Argilla.Exporter.Argilla;

// The parts of Argilla's JSON that the exporter reads or writes. Requests use the same types: what is null is left out.

internal sealed record ItemsModel<T>(IReadOnlyList<T>? Items);

internal sealed record VersionModel(string? Version);

internal sealed record ProgressModel(long? Total);

/// <summary>The answer also holds the API key, which is not read.</summary>
internal sealed record UserModel(string? Username, string? Role);

internal sealed record WorkspaceModel(string Id, string Name);

internal sealed record DatasetModel(
    string? Id, string Name, string? WorkspaceId, string? Status = null, bool? AllowExtraMetadata = null, string? Guidelines = null);

internal sealed record FieldModel(string? Id, string Name, string? Title, bool? Required, FieldSettingsModel? Settings);

internal sealed record FieldSettingsModel(string? Type, bool? UseMarkdown = null);

internal sealed record QuestionModel(string? Id, string Name, string? Title, bool? Required, QuestionSettingsModel? Settings);

internal sealed record QuestionSettingsModel(string? Type, IReadOnlyList<OptionModel>? Options = null, bool? UseMarkdown = null);

internal sealed record OptionModel(JsonElement Value);

internal sealed record PropertyModel(string? Id, string Name, string? Title, PropertySettingsModel? Settings);

internal sealed record PropertySettingsModel(string? Type, IReadOnlyList<JsonElement>? Values = null, double? Min = null, double? Max = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VersionModel))]
[JsonSerializable(typeof(UserModel))]
[JsonSerializable(typeof(ProgressModel))]
[JsonSerializable(typeof(ItemsModel<WorkspaceModel>), TypeInfoPropertyName = "Workspaces")]
[JsonSerializable(typeof(ItemsModel<DatasetModel>), TypeInfoPropertyName = "Datasets")]
[JsonSerializable(typeof(ItemsModel<FieldModel>), TypeInfoPropertyName = "Fields")]
[JsonSerializable(typeof(ItemsModel<QuestionModel>), TypeInfoPropertyName = "Questions")]
[JsonSerializable(typeof(ItemsModel<PropertyModel>), TypeInfoPropertyName = "Properties")]
internal sealed partial class ArgillaJson : JsonSerializerContext;
