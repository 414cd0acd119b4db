using System.Text.Json;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Contract.Tests;

/// <summary>Fields, questions and metadata properties, there and back.</summary>
public sealed class SchemaTests : ContractFixture
{
    [Test]
    public async Task FieldsComeBackInTheirOrder()
    {
        var dataset = await DraftAsync();
        DatasetField[] fields =
        [
            Field("z"), Field("a", required: false, markdown: false), Field("talk", DatasetField.Chat, required: false), Field("écrit 🙂"),
        ];
        foreach (var field in fields)
        {
            await Api.CreateFieldAsync(dataset.Id!, field.ToModel(), default);
        }

        var read = (await Api.GetFieldsAsync(dataset.Id!, default)).Select(SchemaMapping.ToField);

        Assert.That(read.Select(Describe), Is.EqualTo(fields.Select(Describe)));

        static (string, string, string, bool, bool) Describe(DatasetField field) => (field.Name, field.Title, field.Type, field.Required, field.UsesMarkdown);
    }

    [Test]
    public async Task QuestionsComeBackWithIdsAndOptions()
    {
        var dataset = await DraftAsync();
        await Api.CreateQuestionAsync(dataset.Id!, new DatasetQuestion("", "stars", "Stars", DatasetQuestion.Rating, true, ["0", "1", "10"]).ToModel(), default);
        await Api.CreateQuestionAsync(dataset.Id!, new DatasetQuestion("", "words", "Words", DatasetQuestion.Text, false, []).ToModel(), default);
        await CreateLabelsAsync(dataset.Id!);

        var read = (await Api.GetQuestionsAsync(dataset.Id!, default)).Select(SchemaMapping.ToQuestion).ToArray();

        Assert.That(read.Select(static question => Guid.TryParse(question.Id, out _)), Is.All.True);
        Assert.That(read.Select(static question => (question.Name, question.Type, question.Required, string.Join("|", question.Options))), Is.EqualTo(new[]
        {
            ("stars", "rating", true, "0|1|10"), ("words", "text", false, ""), ("tone", "label_selection", true, "kind|very kind"),
        }));
    }

    [Test]
    public async Task PropertiesComeBackWithTheirBounds()
    {
        var dataset = await DraftAsync();
        await Api.CreatePropertyAsync(dataset.Id!, new PropertyModel(null, "model", "Model", new PropertySettingsModel("terms", [Json1("m1"), Json1("m2")])), default);
        await Api.CreatePropertyAsync(dataset.Id!, new PropertyModel(null, "tokens", "Tokens", new PropertySettingsModel("integer", Min: 1, Max: 10)), default);
        await Api.CreatePropertyAsync(dataset.Id!, new PropertyModel(null, "cost", "Cost", new PropertySettingsModel("float", Min: 0.5)), default);

        var read = (await Api.GetPropertiesAsync(dataset.Id!, default)).Select(SchemaMapping.ToProperty).ToArray();

        Assert.That(read.Select(static property => (property.Name, property.Type, property.Min, property.Max)), Is.EqualTo(new[]
        {
            ("model", "terms", default(double?), default(double?)), ("tokens", "integer", 1, 10), ("cost", "float", 0.5, null),
        }));
        Assert.That(read[0].Values, Is.EquivalentTo(new[] { "m1", "m2" }));
    }

    [Test]
    public async Task TakenNamesAreConflicts()
    {
        var dataset = await DraftAsync();
        var field = Field("prompt").ToModel();
        var question = new DatasetQuestion("", "q", "Q", DatasetQuestion.Text, true, []).ToModel();
        var property = new MetadataProperty("p", "P", MetadataProperty.Integer).ToModel();
        await Api.CreateFieldAsync(dataset.Id!, field, default);
        await Api.CreateQuestionAsync(dataset.Id!, question, default);
        await Api.CreatePropertyAsync(dataset.Id!, property, default);

        ArgillaError[] errors =
        [
            await ErrorOf(() => Api.CreateFieldAsync(dataset.Id!, field, default)),
            await ErrorOf(() => Api.CreateQuestionAsync(dataset.Id!, question, default)),
            await ErrorOf(() => Api.CreatePropertyAsync(dataset.Id!, property, default)),
        ];

        Assert.That(errors.Select(static error => (error.Kind, error.Status)), Is.All.EqualTo((ArgillaErrorKind.Conflict, 409)));
    }

    [Test]
    public async Task AfterPublishingOnlyPropertiesAreAdded()
    {
        var dataset = await ReadyAsync();
        var field = await ErrorOf(() => Api.CreateFieldAsync(dataset.Id, Field("more").ToModel(), default));
        var question = await ErrorOf(() => Api.CreateQuestionAsync(dataset.Id, new DatasetQuestion("", "q", "Q", DatasetQuestion.Text, true, []).ToModel(), default));
        await Api.CreatePropertyAsync(dataset.Id, new MetadataProperty("added", "Added", MetadataProperty.Terms).ToModel(), default);

        Assert.That((field.Kind, field.Text), Is.EqualTo((ArgillaErrorKind.Invalid, "Field cannot be created for a published dataset")));
        Assert.That((question.Kind, question.Text), Is.EqualTo((ArgillaErrorKind.Invalid, "questions cannot be created for a published dataset")));
        Assert.That((await Api.GetPropertiesAsync(dataset.Id, default)).Select(static property => property.Name), Does.Contain("added"));
    }

    private static Task CreateLabelsAsync(string datasetId) => TestServer.Rest.SendAsync(HttpMethod.Post, $"datasets/{datasetId}/questions", System.Text.Json.Nodes.JsonNode.Parse(
        """
        {"name":"tone","title":"Tone","required":true,
         "settings":{"type":"label_selection","options":[{"value":"kind","text":"Kind"},{"value":"very kind","text":"Very"}]}}
        """));

    private static JsonElement Json1(string value) => JsonSerializer.SerializeToElement(value);
}
