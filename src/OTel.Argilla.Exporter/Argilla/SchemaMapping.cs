using System.Globalization;
using System.Text.Json;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>Between Argilla's JSON and the schema that records are fitted to.</summary>
internal static class SchemaMapping
{
    public static DatasetField ToField(this FieldModel model) =>
        new(model.Name, model.Title ?? model.Name, model.Settings?.Type ?? string.Empty, model.Required ?? false, model.Settings?.UseMarkdown ?? false);

    public static DatasetQuestion ToQuestion(this QuestionModel model) =>
        new(
            model.Id ?? string.Empty,
            model.Name,
            model.Title ?? model.Name,
            model.Settings?.Type ?? string.Empty,
            model.Required ?? false,
            [.. (model.Settings?.Options ?? []).Select(static option => option.Value.ToString())]);

    public static MetadataProperty ToProperty(this PropertyModel model) =>
        new(
            model.Name,
            model.Title ?? model.Name,
            model.Settings?.Type ?? string.Empty,
            model.Settings?.Values is { } values ? new HashSet<string>(values.Select(static value => value.ToString()), StringComparer.Ordinal) : null,
            model.Settings?.Min,
            model.Settings?.Max);

    public static FieldModel ToModel(this DatasetField field) =>
        new(null, field.Name, field.Title, field.Required, new FieldSettingsModel(field.Type, field.UsesMarkdown));

    public static QuestionModel ToModel(this DatasetQuestion question) =>
        new(null, question.Name, question.Title, question.Required, question.Type == DatasetQuestion.Text
            ? new QuestionSettingsModel(question.Type, UseMarkdown: false)
            : new QuestionSettingsModel(question.Type, [.. question.Options.Select(static value => new OptionModel(Number(value)))]));

    public static PropertyModel ToModel(this MetadataProperty property) =>
        new(null, property.Name, property.Title, new PropertySettingsModel(property.Type));

    private static JsonElement Number(string value)
    {
        using var document = JsonDocument.Parse(int.Parse(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        return document.RootElement.Clone();
    }
}
