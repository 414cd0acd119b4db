using Microsoft.Playwright;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>Each type of question is answered, and the server gets what was meant.</summary>
internal sealed class QuestionTests : PageTest
{
    private async Task<Dataset> One(string question, string response = "Because it rains.")
    {
        var dataset = await Seed.Dataset("d", [question.Replace("\"required\":false", "\"required\":true", StringComparison.Ordinal)]);
        await Seed.Records(dataset, Seed.Record("r", "Why?", response));
        await Show(dataset);
        await Expect(Page.GetByText("Why?")).ToBeVisibleAsync();
        return dataset;
    }

    private async Task Submitted(Dataset dataset, string values)
    {
        await Press("Control+Enter");
        await Expect(Page.GetByText("Card 1 submitted.").First).ToBeVisibleAsync();
        Assert.That(await Seed.Response(dataset, "r"), Is.EqualTo($"submitted: {values}"));
    }

    [Test]
    public async Task ATextIsWritten()
    {
        var dataset = await One(Seed.Feedback);
        await Question("feedback").GetByRole(AriaRole.Textbox).FillAsync("שלום 👩‍👩‍👧\n<b>bold</b>");
        await Submitted(dataset, System.Text.Json.JsonSerializer.Serialize(new { feedback = new { value = "שלום 👩‍👩‍👧\n<b>bold</b>" } }));
    }

    [Test]
    public async Task ARatingIsGivenByItsDigit()
    {
        var dataset = await One(Seed.Rating);
        await Press("4");
        await Submitted(dataset, """{"rating":{"value":4}}""");
    }

    [Test]
    public async Task ALabelIsChosenByItsPlaceAndChanged()
    {
        var dataset = await One(Questions.Label);
        await Press("1");
        await Question("label").GetByRole(AriaRole.Radio, new() { Name = "Wrong" }).CheckAsync();
        await Submitted(dataset, """{"label":{"value":"wrong"}}""");
    }

    [Test]
    public async Task SeveralLabelsAreChosenAndOneTakenBack()
    {
        var dataset = await One(Questions.Labels);
        await Press("1", "2", "3", "2");
        await Submitted(dataset, """{"labels":{"value":["good","wrong"]}}""");
    }

    [Test]
    public async Task RowsAreRankedByKeys()
    {
        var dataset = await One(Questions.Ranking);
        await Question("ranking").GetByLabel("Rank of Answer C").FocusAsync();
        await Question("ranking").GetByRole(AriaRole.Button, new() { Name = "Move Answer C up" }).PressAsync("Enter");
        await Question("ranking").GetByRole(AriaRole.Button, new() { Name = "Move Answer C up" }).PressAsync("Enter");
        await Submitted(dataset, """{"ranking":{"value":[{"value":"c","rank":1},{"value":"a","rank":2},{"value":"b","rank":3}]}}""");
    }

    [Test]
    public async Task RowsAreRankedByDragging()
    {
        var dataset = await One(Questions.Ranking);
        var rows = Question("ranking").GetByRole(AriaRole.Listitem);
        var (from, to) = ((await rows.Nth(2).Locator(".grip").BoundingBoxAsync())!, (await rows.Nth(0).BoundingBoxAsync())!);
        await Page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(from.X, to.Y + (to.Height * 1.4f), new() { Steps = 4 });
        await Page.Mouse.MoveAsync(from.X, to.Y, new() { Steps = 4 });
        await Page.Mouse.UpAsync();
        await Submitted(dataset, """{"ranking":{"value":[{"value":"c","rank":1},{"value":"a","rank":2},{"value":"b","rank":3}]}}""");
    }

    [Test]
    public async Task ARankingByHalfIsNotSubmitted()
    {
        var dataset = await One(Questions.Ranking);
        await Question("ranking").GetByLabel("Rank of Answer B").SelectOptionAsync("1");
        await Press("Control+Enter");
        await Expect(Question("ranking").GetByRole(AriaRole.Alert)).ToHaveTextAsync("Give every row a rank.");
        Assert.That(await Seed.Response(dataset, "r"), Is.EqualTo("none"));
    }

    [Test]
    public async Task SpansAreMarkedByMouseAndCountCharactersAsArgillaDoes()
    {
        var dataset = await One(Questions.Spans, "😀 It rains today.");
        await Select("rai", "ins");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Fact" }).ClickAsync();
        await Select("today", "today");
        await Press("2");
        await Expect(Question("spans").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        // The emoji is one code point, but two units of JavaScript; the selection grows to whole words.
        await Submitted(dataset, """{"spans":{"value":[{"label":"fact","start":5,"end":10},{"label":"tone","start":11,"end":16}]}}""");
    }

    [Test]
    public async Task SpansAreMarkedByKeyboardAndTakenBack()
    {
        var dataset = await One(Questions.Spans, "It rains today.");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "text to mark" }).FocusAsync();
        await Press("Control+Home", "Shift+Control+ArrowRight", "1");
        await Expect(Question("spans").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Question("spans").GetByRole(AriaRole.Button, new() { Name = "Remove Fact" }).ClickAsync();
        await Expect(Question("spans").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        await Question("spans").GetByRole(AriaRole.Button, new() { Name = "Nothing to mark" }).ClickAsync();
        await Submitted(dataset, """{"spans":{"value":[]}}""");
    }

    [Test]
    public async Task ASuggestionIsUsed()
    {
        var dataset = await Seed.Dataset("d", [Seed.Rating, Questions.Label]);
        var record = Seed.Record("r", "Why?", "Because.");
        record["suggestions"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["question_id"] = dataset.Questions["rating"], ["value"] = 2, ["score"] = 0.5, ["agent"] = "judge-1" },
            new System.Text.Json.Nodes.JsonObject { ["question_id"] = dataset.Questions["label"], ["value"] = "short" });
        await Seed.Records(dataset, record);
        await Show(dataset);
        await Expect(Question("rating").GetByText("judge-1 · 0.50")).ToBeVisibleAsync();
        await Question("rating").GetByRole(AriaRole.Button, new() { Name = "Use" }).ClickAsync();
        await Press("a");
        await Submitted(dataset, """{"rating":{"value":2},"label":{"value":"short"}}""");
    }

    /// <summary>Selects from the start of one piece of the text to the end of another.</summary>
    private Task Select(string from, string to) => Page.GetByRole(AriaRole.Textbox, new() { Name = "text to mark" }).EvaluateAsync(
        """
        (area, [from, to]) => {
          area.focus();
          const nodes = [];
          const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) nodes.push(walker.currentNode);
          const find = text => nodes.map(node => [node, node.data.indexOf(text)]).find(([, at]) => at >= 0);
          const [[first, start], [last, end]] = [find(from), find(to)];
          getSelection().setBaseAndExtent(first, start, last, end + to.length);
        }
        """,
        new[] { from, to });
}
