using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Contract.Tests;

/// <summary>Find, create, complete, publish.</summary>
public sealed class DatasetTests : ContractFixture
{
    [Test]
    public async Task ADatasetIsFoundByItsVeryName()
    {
        var name = NewName();
        Assert.That(await Api.FindDatasetAsync(name, TestServer.Workspace.Id, default), Is.Null);

        var created = await DraftAsync(name);
        var found = await Api.FindDatasetAsync(name, TestServer.Workspace.Id, default);

        Assert.That((found?.Id, found?.Name, found?.Status, found?.WorkspaceId), Is.EqualTo((created.Id, name, "draft", TestServer.Workspace.Id)));
        Assert.That(await Api.FindDatasetAsync(name.ToUpperInvariant(), TestServer.Workspace.Id, default), Is.Null);
        Assert.That(await Api.FindDatasetAsync(name[..^1], TestServer.Workspace.Id, default), Is.Null);
    }

    [TestCase(" & name=x #1 + 100%?")]
    [TestCase(" \"quoted\" 'and' \\ /")]
    [TestCase(" écrit 日本語 🙂")]
    public async Task ANameIsSentAsItIs(string suffix)
    {
        var name = NewName(suffix);
        var created = await DraftAsync(name);

        Assert.That((await Api.FindDatasetAsync(name, TestServer.Workspace.Id, default))?.Id, Is.EqualTo(created.Id));
        Assert.That(created.Name, Is.EqualTo(name));
    }

    [Test]
    public async Task ATakenNameIsAConflict()
    {
        var name = NewName();
        await DraftAsync(name);
        var error = await ErrorOf(() => DraftAsync(name));

        Assert.That((error.Kind, error.Status), Is.EqualTo((ArgillaErrorKind.Conflict, 409)));
        Assert.That(error.Text, Does.Contain(name).And.Contain("already exists"));
    }

    [TestCase(0)]
    [TestCase(201)]
    public async Task ANameOfABadLengthIsInvalid(int length)
    {
        var error = await ErrorOf(() => DraftAsync(new string('n', length)));

        Assert.That((error.Kind, error.Status), Is.EqualTo((ArgillaErrorKind.Invalid, 422)));
        Assert.That(error.Text, Is.EqualTo(length == 0 ? "string_too_short at body.name" : "string_too_long at body.name"));
        Assert.That(error.BadRecords, Is.Empty);
    }

    [Test]
    public async Task TheLongestNameIsTaken()
    {
        var name = NewName();
        name = NewName(new string('n', 200 - name.Length));
        Assert.That((await DraftAsync(name)).Name, Has.Length.EqualTo(200));
    }

    [Test]
    public async Task AMissingWorkspaceIsSaid()
    {
        var error = await ErrorOf(() => Api.CreateDatasetAsync(new DatasetModel(null, NewName(), Guid.NewGuid().ToString()), default));
        Assert.That(error.Kind, Is.EqualTo(ArgillaErrorKind.Invalid).Or.EqualTo(ArgillaErrorKind.Forbidden), "an owner gets 422, an admin 403");
    }

    [Test]
    public async Task ADraftWithoutAFieldOrARequiredQuestionIsNotPublished()
    {
        var dataset = await DraftAsync();
        var noFields = await ErrorOf(() => Api.PublishAsync(dataset.Id!, default));
        await Api.CreateFieldAsync(dataset.Id!, Field("prompt").ToModel(), default);
        var noQuestions = await ErrorOf(() => Api.PublishAsync(dataset.Id!, default));

        Assert.That((noFields.Kind, noFields.Text), Is.EqualTo((ArgillaErrorKind.Invalid, "Dataset cannot be published without fields")));
        Assert.That((noQuestions.Kind, noQuestions.Text), Is.EqualTo((ArgillaErrorKind.Invalid, "Dataset cannot be published without required questions")));
    }

    [Test]
    public async Task APublishedDatasetAnswersAndIsNotPublishedAgain()
    {
        var dataset = await ReadyAsync();
        var error = await ErrorOf(() => Api.PublishAsync(dataset.Id, default));

        Assert.That((error.Kind, error.Text), Is.EqualTo((ArgillaErrorKind.Invalid, "Dataset has already been published")));
        Assert.That(await Api.ProbeAsync(dataset.Id, default), Is.Null);
    }

    [Test]
    public async Task ADatasetThatIsGoneIsNotFound()
    {
        var id = Guid.NewGuid().ToString();
        var probe = await Api.ProbeAsync(id, default);
        var fields = await ErrorOf(() => Api.GetFieldsAsync(id, default));
        var records = await Api.PutRecordsAsync(id, Items([Item("a")]), default);

        Assert.That(new[] { probe!.Kind, fields.Kind, records!.Kind }, Is.All.EqualTo(ArgillaErrorKind.NotFound));
        Assert.That(records.Text, Is.EqualTo($"Dataset with id `{id}` not found"));
    }

    [Test]
    public async Task TheTemplateIsMadeWholeAndFoundAgainAsItIs()
    {
        var name = NewName();
        var made = await ReadyAsync(name);
        var found = await ReadyAsync(name);

        Assert.That(found.Id, Is.EqualTo(made.Id));
        Assert.That(found.Schema.AllowsExtraMetadata, Is.True);
        Assert.That(found.Schema.Fields.Select(static field => (field.Name, field.Type, field.Required, field.UsesMarkdown)), Is.EqualTo(new[]
        {
            ("prompt", "text", true, true), ("response", "text", true, true), ("conversation", "chat", false, true),
        }));
        Assert.That(found.Schema.Questions.Select(static question => (question.Name, question.Type, question.Required, string.Join(",", question.Options))), Is.EqualTo(new[]
        {
            ("response-rating", "rating", true, "1,2,3,4,5"), ("response-feedback", "text", false, ""),
        }));
        Assert.That(found.Schema.Properties.Select(static property => (property.Name, property.Type)), Is.EqualTo(new[]
        {
            ("model", "terms"), ("service", "terms"), ("tokens", "integer"), ("latency_ms", "float"), ("trace_id", "terms"),
        }));
    }

    [Test]
    public async Task AHalfMadeDraftIsCompletedAndPublished()
    {
        var name = NewName();
        var draft = await DraftAsync(name);
        await Api.CreateFieldAsync(draft.Id!, Field("prompt").ToModel(), default);

        var dataset = await ReadyAsync(name);

        Assert.That(dataset.Id, Is.EqualTo(draft.Id));
        Assert.That(dataset.Schema.Fields, Has.Count.EqualTo(3));
        Assert.That(await PutAsync(dataset, Item("a")), Is.Null);
    }

    [Test]
    public async Task SomebodyElsesDraftIsLeftAlone()
    {
        var name = NewName();
        var draft = await DraftAsync(name);
        await Api.CreateFieldAsync(draft.Id!, Field("theirs").ToModel(), default);

        Assert.That(() => ReadyAsync(name), Throws.TypeOf<ArgillaException>().With.Message.Contains("Publish it"));
        Assert.That(await Api.GetFieldsAsync(draft.Id!, default), Has.Count.EqualTo(1));
    }
}
