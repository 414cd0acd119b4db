using System.Text;
using System.Text.Json.Nodes;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Contract.Tests;

/// <summary>Bulk upserts, and what is refused.</summary>
public sealed class RecordTests : ContractFixture
{
    [Test]
    public async Task AnUpsertCreatesAndThenUpdatesOneRecord()
    {
        var dataset = await ReadyAsync();
        var rating = dataset.Schema.Questions.Single(static question => question.Name == "response-rating").Id;

        Assert.That(await PutAsync(dataset, Item("a", "first", ""","metadata":{"model":"m","tokens":3,"latency_ms":3.0,"extra":[1,"x",{"y":null}]}""")), Is.Null);
        Assert.That(await PutAsync(dataset, Item("a", "second", $$""","metadata":{"model":"n"},"suggestions":[{"question_id":"{{rating}}","value":4,"score":0.5,"agent":"judge","type":"model"}]""")), Is.Null);

        var record = (await TestServer.Rest.RecordsAsync(dataset.Id)).Single().Value;
        Assert.That(record["fields"]!["prompt"]!.GetValue<string>(), Is.EqualTo("second"));
        Assert.That(record["metadata"]!.ToJsonString(), Is.EqualTo("""{"model":"n"}"""), "replaced whole");
        Assert.That(record["suggestions"]![0]!["value"]!.GetValue<int>(), Is.EqualTo(4));
    }

    [Test]
    public async Task ARepeatedRequestChangesNothing()
    {
        var dataset = await ReadyAsync();
        string[] items = [Item("a"), Item("b"), Item("c")];

        Assert.That(await PutAsync(dataset, items), Is.Null);
        Assert.That(await PutAsync(dataset, items), Is.Null);

        Assert.That((await TestServer.Rest.RecordsAsync(dataset.Id)).Keys, Is.EquivalentTo(new[] { "a", "b", "c" }));
    }

    [TestCase("NUL \\u0000 and \\u0001")]
    [TestCase("🙂 日本語 \\u202e \\ud83d\\ude00")]
    [TestCase("<script>alert(1)</script> & \\\"quotes\\\" \\\\ \\n\\t")]
    [TestCase("")]
    public async Task ATextComesBackAsItWasSent(string text)
    {
        var dataset = await ReadyAsync();
        Assert.That(await PutAsync(dataset, Item("a", text)), Is.Null);

        var stored = (await TestServer.Rest.RecordsAsync(dataset.Id))["a"]["fields"]!["prompt"]!.GetValue<string>();
        Assert.That(stored, Is.EqualTo(JsonNode.Parse($"\"{text}\"")!.GetValue<string>()));
    }

    [Test]
    public async Task FiveHundredRecordsAreTakenAndOneMoreIsNot()
    {
        var dataset = await ReadyAsync();
        var tooMany = await PutAsync(dataset, Enumerable.Range(0, 501).Select(static i => Item($"r{i:000}")));
        var none = await PutAsync(dataset);

        Assert.That((tooMany?.Kind, tooMany?.Text), Is.EqualTo(((ArgillaErrorKind?)ArgillaErrorKind.Invalid, "too_long at body.items")));
        Assert.That((none?.Kind, none?.Text), Is.EqualTo(((ArgillaErrorKind?)ArgillaErrorKind.Invalid, "too_short at body.items")));
        Assert.That(tooMany!.BadRecords, Is.Empty);
        Assert.That(await TestServer.Rest.RecordsAsync(dataset.Id), Is.Empty);

        Assert.That(await PutAsync(dataset, Enumerable.Range(0, 500).Select(static i => Item($"r{i:000}"))), Is.Null);
        Assert.That(await TestServer.Rest.RecordsAsync(dataset.Id), Has.Count.EqualTo(500));
    }

    [Test]
    public async Task TheFirstRecordThatBreaksARuleIsNamedAndNothingIsStored()
    {
        var dataset = await ReadyAsync();
        var error = await PutAsync(dataset, Item("a"), Item("b"), """{"external_id":"c","fields":{"prompt":"p"}}""", """{"external_id":"d","fields":{"response":"r"}}""");

        Assert.That((error?.Kind, error?.Status), Is.EqualTo(((ArgillaErrorKind?)ArgillaErrorKind.Invalid, (int?)422)));
        Assert.That(error!.BadRecords, Is.EqualTo(new[] { 2 }));
        Assert.That(error.Text, Is.EqualTo("Record at position 2 is not valid because missing required value for field: 'response'"));
        Assert.That(await TestServer.Rest.RecordsAsync(dataset.Id), Is.Empty);
    }

    [Test]
    public async Task AllRecordsOfAWrongFormAreNamed()
    {
        var dataset = await ReadyAsync();
        var error = await PutAsync(
            dataset,
            Item("a"),
            """{"external_id":"b","fields":{"prompt":7,"response":"r"}}""",
            Item("c"),
            Item("d", extra: ""","metadata":[1]"""));

        Assert.That(error?.Kind, Is.EqualTo(ArgillaErrorKind.Invalid));
        Assert.That(error!.BadRecords, Is.EqualTo(new[] { 1, 3 }));
        Assert.That(error.Text, Does.Contain("body.items.1.fields.prompt"));
        Assert.That(await TestServer.Rest.RecordsAsync(dataset.Id), Is.Empty);
    }

    [Test]
    public async Task AnExternalIdTwiceInARequestIsRefused()
    {
        var dataset = await ReadyAsync();
        var error = await PutAsync(dataset, Item("a", "1"), Item("a", "2"));

        Assert.That((error?.Kind, error?.Text), Is.EqualTo(((ArgillaErrorKind?)ArgillaErrorKind.Invalid, "value_error at body.items")));
        Assert.That(error!.BadRecords, Is.Empty);
    }

    // What the exporter takes care of before it sends: each of these would cost a whole request.
    [TestCase(""","metadata":{"latency_ms":3}""", "is not a float")]
    [TestCase(""","metadata":{"tokens":3.5}""", "is not an integer")]
    [TestCase(""","suggestions":[{"question_id":"{rating}","value":4,"agent":"gpt@4"}]""", "")]
    [TestCase(""","suggestions":[{"question_id":"{rating}","value":6}]""", "is not a valid rating")]
    [TestCase(""","suggestions":[{"value":4}]""", "")]
    [TestCase(""","suggestions":[{"question_id":"{rating}","value":4.0}]""", "")]
    public async Task WhatDoesNotFitIsRefusedWithItsPosition(string extra, string says)
    {
        var dataset = await ReadyAsync();
        extra = extra.Replace("{rating}", dataset.Schema.Questions[0].Id, StringComparison.Ordinal);

        var error = await PutAsync(dataset, Item("a"), Item("b", extra: extra), Item("c"));

        Assert.That(error?.Kind, Is.EqualTo(ArgillaErrorKind.Invalid));
        Assert.That(error!.BadRecords, Is.EqualTo(new[] { 1 }));
        Assert.That(error.Text, Does.Contain(says));
        Assert.That(await PutAsync(dataset, Item("a"), Item("c")), Is.Null);
    }

    [Test]
    public async Task MetadataWithoutAPropertyIsRefusedWhereTheDatasetTakesNoExtra()
    {
        var name = NewName();
        var draft = await DraftAsync(name, allowExtraMetadata: false);
        Assert.That(draft.AllowExtraMetadata, Is.False);
        var dataset = await ReadyAsync(name);

        var error = await PutAsync(dataset, Item("a", extra: ""","metadata":{"model":"m"}"""), Item("b", extra: ""","metadata":{"kind":"llm"}"""));

        Assert.That(dataset.Schema.AllowsExtraMetadata, Is.False);
        Assert.That(error?.BadRecords, Is.EqualTo(new[] { 1 }));
        Assert.That(error!.Text, Does.Contain("'kind' metadata property does not exists"));
    }

    [TestCase(20, 20_000, 500, true)]
    [TestCase(21, 1, 1, false)]
    [TestCase(1, 20_001, 1, false)]
    [TestCase(1, 1, 501, false)]
    [TestCase(1, 0, 1, false)]
    public async Task AConversationHasItsLimits(int role, int content, int messages, bool fits)
    {
        var dataset = await ReadyAsync();
        var one = $$"""{"role":"{{new string('r', role)}}","content":"x"}""";
        var long1 = $$"""{"role":"{{new string('r', role)}}","content":"{{new string('c', content)}}"}""";
        var chat = string.Join(",", Enumerable.Repeat(one, messages - 1).Append(long1));
        var item = """{"external_id":"a","fields":{"prompt":"p","response":"r","conversation":[""" + chat + "]}}";

        var error = await PutAsync(dataset, Item("0"), item);

        if (fits)
        {
            Assert.That(error, Is.Null);
        }
        else
        {
            Assert.That((error?.Kind, error?.BadRecords.Single()), Is.EqualTo(((ArgillaErrorKind?)ArgillaErrorKind.Invalid, (int?)1)));
            Assert.That(ReasonText.Redact(error!.Text, static _ => false), Does.Not.Contain("cc"), "the reason quotes the conversation");
        }
    }

    [Test]
    public async Task BodiesThatAreNoJsonAreInvalidAndNameNoRecord()
    {
        var dataset = await ReadyAsync();
        var cut = await Api.PutRecordsAsync(dataset.Id, Json("""{"items":["""), default);
        using var bytes = new ByteArrayContent([(byte)'"', 0xff, (byte)'"']);
        bytes.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var notUtf8 = await Api.PutRecordsAsync(dataset.Id, bytes, default);

        Assert.That((cut?.Kind, cut?.Status, cut?.BadRecords.Count), Is.EqualTo(((ArgillaErrorKind?)ArgillaErrorKind.Invalid, (int?)422, (int?)0)));
        Assert.That((notUtf8?.Kind, notUtf8?.Status), Is.EqualTo(((ArgillaErrorKind?)ArgillaErrorKind.Invalid, (int?)400)));
    }

    [Test]
    public async Task ALongTextIsTaken()
    {
        var dataset = await ReadyAsync();
        var text = string.Concat(Enumerable.Repeat("long text. ", 100_000));

        Assert.That(await PutAsync(dataset, Item("a", text)), Is.Null);

        Assert.That((await TestServer.Rest.RecordsAsync(dataset.Id))["a"]["fields"]!["prompt"]!.GetValue<string>(), Is.EqualTo(text));
    }

    [Test]
    public async Task TheTemplatesConversationIsTakenAndKept()
    {
        var dataset = await ReadyAsync();
        const string Chat = """{"external_id":"a","fields":{"prompt":"p","response":"r","conversation":[{"role":"system","content":"s"},{"role":"user","content":"u"}]}}""";

        Assert.That(await PutAsync(dataset, Chat), Is.Null);

        var stored = (await TestServer.Rest.RecordsAsync(dataset.Id))["a"]["fields"]!["conversation"]!.AsArray();
        Assert.That(stored.Select(static message => $"{message!["role"]}: {message["content"]}"), Is.EqualTo(new[] { "system: s", "user: u" }));
    }
}
