using Microsoft.Playwright;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>The whole review of cards, by mouse and by keyboard.</summary>
internal sealed class ReviewTests : PageTest
{
    private Dataset _dataset = null!;

    [SetUp]
    public async Task Fill()
    {
        _dataset = await Seed.Dataset("support", [Seed.Rating, Seed.Feedback]);
        await Seed.Records(_dataset, 3);
    }

    [Test]
    public async Task ByMouseFromTheListToAnswers()
    {
        await Page.GotoAsync("/");
        await Expect(Page.GetByText("0 of 3 complete")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "support" }).ClickAsync();
        await Expect(Page.GetByText("Prompt 1")).ToBeVisibleAsync();

        await Question("rating").GetByRole(AriaRole.Radio, new() { Name = "4" }).CheckAsync();
        await Question("feedback").GetByRole(AriaRole.Textbox).FillAsync("Short and right.");
        await Submit();

        await OnCard(2);
        await Expect(Page.GetByText("Prompt 2")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Card 1 submitted.").First).ToBeVisibleAsync();
        await Expect(Page.GetByText("1 of 3 complete")).ToBeVisibleAsync();
        await Expect(Page.Locator("#tab-submitted")).ToHaveTextAsync("Submitted 1");
        Assert.That(
            await Seed.Response(_dataset, "r1"), Is.EqualTo("""submitted: {"rating":{"value":4},"feedback":{"value":"Short and right."}}"""));

        await Button("Discard").ClickAsync();
        await OnCard(3);
        Assert.That(await Seed.Response(_dataset, "r2"), Is.EqualTo("discarded: {}"));

        await Button("Save draft").ClickAsync();
        await Expect(Page.GetByText("Card 3 saved as draft.").First).ToBeVisibleAsync();
        Assert.That(await Seed.Response(_dataset, "r3"), Is.EqualTo("draft: {}"));

        await Page.GetByRole(AriaRole.Link, new() { Name = "all datasets" }).ClickAsync();
        await Expect(Page.GetByText("You: 1 submitted, 1 draft, 1 discarded")).ToBeVisibleAsync();
    }

    [Test]
    public async Task ByKeyboardAlone()
    {
        await Page.GotoAsync("/");
        var link = Page.GetByRole(AriaRole.Link, new() { Name = "support" });
        await Expect(link).ToBeVisibleAsync();
        while (!await link.EvaluateAsync<bool>("link => link === document.activeElement"))
        {
            await Press("Tab");
        }

        await Press("Enter");
        await Expect(Page.GetByText("Prompt 1")).ToBeVisibleAsync();
        await Press("3", "Enter");
        await Expect(Question("feedback").GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("Digits 12 and keys d u j / are text here.");
        await Press("Control+Enter");
        await OnCard(2);
        Assert.That(
            await Seed.Response(_dataset, "r1"),
            Is.EqualTo("""submitted: {"rating":{"value":3},"feedback":{"value":"Digits 12 and keys d u j / are text here."}}"""));

        await Press("5", "Control+s");
        await Expect(Page.GetByText("Card 2 saved as draft.").First).ToBeVisibleAsync();
        Assert.That(await Seed.Response(_dataset, "r2"), Is.EqualTo("""draft: {"rating":{"value":5}}"""));

        await Press("ArrowRight");
        await OnCard(3);
        await Press("ArrowLeft", "ArrowLeft");
        await OnCard(1);
        await Expect(Page.Locator(".walk .chip")).ToHaveTextAsync("Submitted");
        await Press("j", "j");
        await OnCard(3);
        await Press("d");
        await Expect(Page.GetByText("That was the last card")).ToBeVisibleAsync();
        Assert.That(await Seed.Response(_dataset, "r3"), Is.EqualTo("discarded: {}"));
    }

    [Test]
    public async Task UndoRestoresWhatStoodThereAndKeepsTheAnswerInTheForm()
    {
        await Show(_dataset);
        await Expect(Page.GetByText("Prompt 1")).ToBeVisibleAsync();
        await Press("2", "Control+Enter");
        await OnCard(2);
        await Press("d");
        await OnCard(3);

        await Press("u");
        await OnCard(2);
        Assert.That(await Seed.Response(_dataset, "r2"), Is.EqualTo("none"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await OnCard(1);
        Assert.That(await Seed.Response(_dataset, "r1"), Is.EqualTo("none"));
        await Expect(Page.Locator("#tab-pending")).ToHaveTextAsync("Pending 3");
        await Expect(Question("rating").GetByRole(AriaRole.Radio, new() { Name = "2" })).ToBeCheckedAsync();

        await Press("4", "Control+s");
        await Expect(Page.GetByText("Card 1 saved as draft.").First).ToBeVisibleAsync();
        await Press("5", "Control+Enter");
        await OnCard(2);
        Assert.That(await Seed.Response(_dataset, "r1"), Is.EqualTo("""submitted: {"rating":{"value":5}}"""));
        await Press("u");
        await OnCard(1);
        Assert.That(await Seed.Response(_dataset, "r1"), Is.EqualTo("""draft: {"rating":{"value":4}}"""));
    }

    [Test]
    public async Task WhatIsMissingIsSaidBesideItsQuestion()
    {
        await Show(_dataset);
        await Question("feedback").GetByRole(AriaRole.Textbox).FillAsync("No rating yet");
        await Submit();
        await Expect(Question("rating").GetByRole(AriaRole.Alert)).ToHaveTextAsync("This question needs an answer.");
        await Expect(Question("rating").GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();
        Assert.That(await Seed.Response(_dataset, "r1"), Is.EqualTo("none"));

        await Press("1");
        await Expect(Question("rating").Locator(".complaint")).ToBeEmptyAsync();
        await Press("Control+Enter");
        await OnCard(2);
    }

    [Test]
    public async Task AnswersNotYetSentOutliveWalkingAndFiltering()
    {
        await Show(_dataset);
        await Question("feedback").GetByRole(AriaRole.Textbox).FillAsync("Not done");
        await Button("Next card").ClickAsync();
        await OnCard(2);
        await Expect(Question("feedback").GetByRole(AriaRole.Textbox)).ToHaveValueAsync("");
        await Page.Locator("#tab-all").ClickAsync();
        await OnCard(1);
        await Expect(Question("feedback").GetByRole(AriaRole.Textbox)).ToHaveValueAsync("Not done");
    }

    [Test]
    public async Task AnAnswerThatTheServerRefusesIsKept()
    {
        MayFail = true;
        await Show(_dataset);
        await Expect(Page.GetByText("Prompt 1")).ToBeVisibleAsync();
        Emulator.Faults.Add(Faults.Fault.Status(503, body: """{"detail":"Away for a moment"}""").For("POST", "/responses").Times(1));
        await Press("4", "Control+Enter");
        await Expect(Page.Locator(".actions").GetByRole(AriaRole.Alert)).ToHaveTextAsync("Away for a moment");
        await Expect(Question("rating").GetByRole(AriaRole.Radio, new() { Name = "4" })).ToBeCheckedAsync();
        Assert.That(await Seed.Response(_dataset, "r1"), Is.EqualTo("none"));

        Emulator.Faults.Add(Faults.Fault.Reset().For("POST", "/responses"));
        await Submit();
        await Expect(Page.Locator(".actions").GetByRole(AriaRole.Alert)).ToContainTextAsync("does not answer");
        Emulator.Faults.Clear();
        await Submit();
        await OnCard(2);
        Assert.That(await Seed.Response(_dataset, "r1"), Is.EqualTo("""submitted: {"rating":{"value":4}}"""));
    }

    [Test]
    public async Task TheHelpAndTheManualListTheSameKeys()
    {
        await Show(_dataset);
        await Expect(Page.GetByText("Prompt 1")).ToBeVisibleAsync();
        await Press("?");
        var rows = Page.GetByRole(AriaRole.Dialog).Locator(".keys > div");
        await Expect(rows.First).ToBeVisibleAsync();
        var shown = new List<string>();
        foreach (var row in await rows.AllAsync())
        {
            shown.Add($"| {await row.Locator("dt").InnerTextAsync()} | {await row.Locator("dd").InnerTextAsync()} |");
        }

        Assert.That(Manual().SkipWhile(line => line != "| key | does |").Skip(2).TakeWhile(line => line.StartsWith('|')), Is.EqualTo(shown));
        await Press("Escape");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static string[] Manual()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "docs", "emulator.md")))
        {
            directory = directory.Parent!;
        }

        return File.ReadAllLines(Path.Combine(directory.FullName, "docs", "emulator.md"));
    }
}
