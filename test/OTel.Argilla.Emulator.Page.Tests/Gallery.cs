using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OTel.Argilla.Emulator.Faults;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>Every state that the page can be in, each with the way into it.</summary>
internal static class Gallery
{
    private const string Answer = """
        The lamp comes **on Friday**. What happens next:

        1. We pack it today.
        2. The carrier collects it at 18:00.

        | step | when |
        |---|---|
        | packed | today |
        | delivered | Friday |

        ```python
        def eta(order):
            return order.packed + timedelta(days=2)
        ```

        > Orders after 16:00 leave a day later. See [the terms](https://shop.example/terms).
        """;

    public static readonly IReadOnlyDictionary<string, Func<IPage, Seed, ArgillaEmulator, Task>> States = new Dictionary<string, Func<IPage, Seed, ArgillaEmulator, Task>>
    {
        ["datasets"] = async (page, seed, _) =>
        {
            await Support(seed);
            await seed.Dataset("Agent runs of the checkout team, with a name that is rather long for a phone", [Seed.Rating]);
            await seed.Send(HttpMethod.Post, "datasets", new JsonObject { ["name"] = "draft", ["workspace_id"] = (await seed.Send(HttpMethod.Get, "me/workspaces"))["items"]![0]!["id"]!.DeepClone() });
            await Open(page, "/", "0 of 3 complete");
        },
        ["no-datasets"] = (page, _, _) => Open(page, "/", "No datasets yet"),
        ["sign-in"] = async (page, _, _) =>
        {
            await Open(page, "/", "No datasets yet");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
            await page.GetByLabel("API key").FillAsync("wrong");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with the key" }).ClickAsync();
            await Seen(page, "These credentials are not valid here.");
        },
        ["move"] = (page, _, _) => Open(page, "/#/move", "Download everything"),
        ["card"] = async (page, seed, _) => await Card(page, await Support(seed)),
        ["card-answered"] = async (page, seed, _) =>
        {
            await Card(page, await Support(seed));
            await page.Keyboard.PressAsync("a");
            await page.GetByText("Guidelines").ClickAsync();
            await page.Locator("[data-question='ranking']").GetByRole(AriaRole.Button, new() { Name = "Move Answer B up" }).ClickAsync();
        },
        ["missing"] = async (page, seed, _) =>
        {
            await Card(page, await Support(seed));
            await page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
            await Seen(page, "This question needs an answer.");
        },
        ["submitted"] = async (page, seed, _) =>
        {
            await Card(page, await Support(seed));
            await page.Keyboard.PressAsync("a");
            await page.Keyboard.PressAsync("Control+Enter");
            await Seen(page, "Card 1 submitted.");
        },
        ["chat"] = async (page, seed, _) =>
        {
            await Card(page, await Support(seed));
            await page.Keyboard.PressAsync("ArrowRight");
            await Seen(page, "Where is my lamp?");
        },
        ["long-text"] = async (page, seed, _) =>
        {
            await Card(page, await Support(seed));
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("ArrowRight");
            await Seen(page, "Show all");
        },
        ["filters"] = async (page, seed, _) =>
        {
            await Open(page, $"/#/dataset/{(await Support(seed)).Id}?is.model=gpt-4o&ge.tokens=1", "When does my lamp");
            await page.Locator("#filter-toggle").ClickAsync();
            await page.GetByRole(AriaRole.Checkbox, new() { Name = "gpt-4o" }).First.WaitForAsync();
        },
        ["no-record-fits"] = async (page, seed, _) => await Open(page, $"/#/dataset/{(await Support(seed)).Id}?q=nowhere", "No record fits"),
        ["all-done"] = async (page, seed, _) =>
        {
            var dataset = await Support(seed);
            await Open(page, $"/#/dataset/{dataset.Id}", "When does my lamp");
            for (var card = 2; card <= 4; card++)
            {
                await page.Keyboard.PressAsync("d");
                await Seen(page, card < 4 ? $"Card {card - 1} discarded." : "That was the last card");
            }
        },
        ["help"] = async (page, seed, _) =>
        {
            await Card(page, await Support(seed));
            await page.Keyboard.PressAsync("?");
            await Seen(page, "Use single-key shortcuts");
        },
        ["error"] = async (page, seed, emulator) =>
        {
            var dataset = await Support(seed);
            emulator.Faults.Add(Fault.Status(503, body: """{"detail":"Away for a moment"}""").For("GET", "/metadata-properties"));
            await Open(page, $"/#/dataset/{dataset.Id}", "That did not work");
        },
        ["error-on-submit"] = async (page, seed, emulator) =>
        {
            await Card(page, await Support(seed));
            emulator.Faults.Add(Fault.Status(503, body: """{"detail":"Away for a moment"}""").For("POST", "/responses"));
            await page.Keyboard.PressAsync("a");
            await page.Keyboard.PressAsync("Control+Enter");
            await Seen(page, "Away for a moment");
        },
    };

    /// <summary>A dataset with a question of each type and three records: markdown with suggestions, a chat, a long text.</summary>
    private static async Task<Dataset> Support(Seed seed)
    {
        var dataset = await seed.Dataset(
            "support-bot",
            Questions.All,
            [Seed.TextField("prompt", true), Seed.TextField("response", false), """{"name":"conversation","title":"Conversation","settings":{"type":"chat","use_markdown":true}}"""],
            ["""{"name":"model","title":"Model","settings":{"type":"terms"}}""", """{"name":"tokens","title":"Tokens","settings":{"type":"integer"}}""", """{"name":"latency","title":"Latency (ms)","settings":{"type":"float"}}"""],
            """{"guidelines":"Rate **the answer**, not the question.\n\n- 1: useless\n- 5: nothing to add"}""");
        var rich = Seed.Record("trace-4bf92f3577b34da6", "When does my lamp arrive? I ordered it on Monday, order `48213`.", Answer);
        rich["suggestions"] = new JsonArray(
            Suggestion(dataset, "rating", 4, 0.83), Suggestion(dataset, "label", "good", 0.71), Suggestion(dataset, "labels", new JsonArray("good", "short"), null),
            Suggestion(dataset, "spans", new JsonArray(new JsonObject { ["label"] = "fact", ["start"] = 4, ["end"] = 22 }), null), Suggestion(dataset, "feedback", "Right, but the date could stand first.", 0.4));
        rich["metadata"] = new JsonObject
        {
            ["model"] = "gpt-4o", ["tokens"] = 512, ["latency"] = 812.5, ["span_name"] = "chat gpt-4o", ["tools"] = new JsonArray("find_order", "eta"), ["conversation_id"] = "5f0c6a1e-9d2b-4a55-8a53-0a0f6a5b7c11",
        };
        var chat = Seed.Record("trace-2", "And my lamp?", "It is on its way.");
        chat["fields"]!["conversation"] = new JsonArray(
            Message("system", "You are the support agent of a lamp shop. Be brief."), Message("user", "Hello! Where is my lamp?"), Message("assistant", "Which order is it?\n\n- the *blue* one\n- the green one"),
            Message("tool", """{"order":48213,"state":"packed","items":[{"sku":"LAMP-1","n":1}]}"""), Message("user", "The blue one. " + string.Concat(Enumerable.Repeat("It really should have been here by now. ", 5))));
        chat["metadata"] = new JsonObject { ["model"] = "gpt-4o-mini", ["tokens"] = 96, ["latency"] = 120.5 };
        var longest = Seed.Record("trace-3", string.Concat(Enumerable.Repeat("A word and another word, averyveryveryverylongwordwithoutanyblankinitthatmustbreaksomewhereoritleavesthepage. ", 400)), "No.");
        await seed.Records(dataset, rich, chat, longest);
        return dataset;
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static JsonObject Suggestion(Dataset dataset, string question, JsonNode value, double? score) =>
        new() { ["question_id"] = dataset.Questions[question], ["value"] = value, ["score"] = score, ["agent"] = "judge-v1" };

    private static Task Card(IPage page, Dataset dataset) => Open(page, $"/#/dataset/{dataset.Id}", "When does my lamp");

    private static async Task Open(IPage page, string address, string text)
    {
        await page.GotoAsync(address);
        await Seen(page, text);
    }

    private static Task Seen(IPage page, string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();
}
