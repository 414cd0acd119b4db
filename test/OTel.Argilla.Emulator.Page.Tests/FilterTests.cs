using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>Which cards are shown.</summary>
internal sealed class FilterTests : PageTest
{
    private Dataset _dataset = null!;

    [SetUp]
    public async Task Fill()
    {
        _dataset = await Seed.Dataset("support", [Seed.Rating], properties:
        [
            """{"name":"model","title":"Model","settings":{"type":"terms"}}""", """{"name":"tokens","title":"Tokens","settings":{"type":"integer"}}""",
        ]);
        await Seed.Records(_dataset, [.. Enumerable.Range(1, 6).Select(n =>
        {
            var record = Seed.Record($"r{n}", $"Prompt {n}", n == 5 ? "The needle is here" : "Hay");
            record["metadata"] = new JsonObject { ["model"] = n % 2 == 0 ? "large" : "small", ["tokens"] = n * 100 };
            return record;
        })]);
        await Show(_dataset);
        await Expect(Page.GetByText("Prompt 1")).ToBeVisibleAsync();
    }

    [Test]
    public async Task ByStatus()
    {
        await Press("3", "Control+Enter");
        await OnCard(2);
        await Press("d");
        await OnCard(3);
        await Press("5", "Control+s");
        await Expect(Page.GetByText("Card 3 saved as draft.").First).ToBeVisibleAsync();
        foreach (var (tab, prompt) in new[] { ("submitted", "Prompt 1"), ("discarded", "Prompt 2"), ("draft", "Prompt 3"), ("pending", "Prompt 4") })
        {
            await Page.Locator($"#tab-{tab}").ClickAsync();
            await Expect(Page.GetByText(prompt)).ToBeVisibleAsync();
            await Expect(Page.Locator(".position")).ToContainTextAsync(tab == "pending" ? "of 3" : "of 1");
        }
    }

    [Test]
    public async Task ByText()
    {
        await Press("/");
        await Page.Keyboard.TypeAsync("needle");
        await Press("Enter");
        await Expect(Page.GetByText("Prompt 5")).ToBeVisibleAsync();
        await Expect(Page.Locator(".position")).ToContainTextAsync("of 1");
        await Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search texts" }).FillAsync("nowhere");
        await Press("Enter");
        await Expect(Page.GetByText("No record fits")).ToBeVisibleAsync();
        await Button("Remove search and filters").ClickAsync();
        await Expect(Page.GetByText("Prompt 1")).ToBeVisibleAsync();
    }

    [Test]
    public async Task ByMetadata()
    {
        await Button("Filter").ClickAsync();
        // A click applies the filter, and may take the box away before Playwright could look whether it is checked.
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "large" }).ClickAsync();
        await Expect(Page.GetByText("Prompt 2")).ToBeVisibleAsync();
        await Expect(Page.Locator(".position")).ToContainTextAsync("of 3");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = false }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Tokens at least" }).FillAsync("300");
        await Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Tokens at most" }).FillAsync("500");
        await Button("Apply").ClickAsync();
        await Expect(Page.GetByText("Prompt 4")).ToBeVisibleAsync();
        await Expect(Page.Locator(".position")).ToContainTextAsync("of 1");

        await Page.ReloadAsync();
        await Expect(Page.GetByText("Prompt 4")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Tokens: ≥ 300 ≤ 500" }).ClickAsync();
        await Expect(Page.GetByText("Prompt 2")).ToBeVisibleAsync();
        await Button("Remove all filters").ClickAsync();
        await Expect(Page.GetByText("Prompt 1")).ToBeVisibleAsync();
    }

    [Test]
    public async Task ByAValueOnTheCard()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Filter by Model: small" }).ClickAsync();
        await Expect(Page.Locator(".position")).ToContainTextAsync("of 3");
    }
}
