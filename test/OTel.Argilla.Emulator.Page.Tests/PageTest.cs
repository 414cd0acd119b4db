using Microsoft.Playwright;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>A test with an emulator and a browser of its own. After each, nothing may have left the emulator's origin or run against its policy.</summary>
internal abstract class PageTest
{
    /// <summary>Milliseconds that a test waits for what is sure to come: until it has failed, however slow the machine.</summary>
    public const int Patience = 60_000;

    private readonly List<string> _troubles = [];
    private readonly List<IBrowserContext> _contexts = [];

    protected ArgillaEmulator Emulator { get; private set; } = null!;

    protected Seed Seed { get; private set; } = null!;

    protected IPage Page { get; private set; } = null!;

    /// <summary>What the browser says of failed requests, where a test makes them fail.</summary>
    protected bool MayFail { get; set; }

    protected virtual string? Setup => null;

    [SetUp]
    public async Task Open()
    {
        (MayFail, Emulator) = (false, await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = Setup }));
        Seed = new Seed(Emulator);
        Page = await NewPage();
    }

    [TearDown]
    public async Task Close()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        _contexts.Clear();
        Seed.Dispose();
        await Emulator.DisposeAsync();
        var troubles = _troubles.ToList();
        _troubles.Clear();
        Assert.That(troubles, Is.Empty, "No request to another origin, no script of a text, no breach of the policy, no error of the page's own.");
    }

    protected async Task<IPage> NewPage(ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 800)
    {
        var context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Emulator.Url.ToString(),
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        });
        _contexts.Add(context);
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        page.Request += (_, request) => Note(!IsOwn(request.Url), $"request to {request.Url}");
        page.PageError += (_, error) => Note(true, $"error: {error}");
        page.Dialog += (_, dialog) =>
        {
            Note(dialog.Type != DialogType.BeforeUnload, $"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Popup += (_, popup) => Note(true, $"window: {popup.Url}");
        page.Console += (_, message) => Note(
            message.Type == "error" && !(MayFail && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)), $"console: {message.Text}");
        return page;
    }

    protected Task Show(Dataset dataset, string query = "") => Page.GotoAsync($"/#/dataset/{dataset.Id}{query}");

    /// <summary>The section of a question.</summary>
    protected ILocator Question(string name) => Page.Locator($"[data-question='{name}']");

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected Task Submit() => Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();

    protected Task Press(params string[] keys) => PressAll(keys);

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected Task OnCard(int number) => Expect(Page.GetByLabel("Card number")).ToHaveValueAsync(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task PressAll(string[] keys)
    {
        foreach (var key in keys)
        {
            await Page.Keyboard.PressAsync(key);
        }
    }

    private bool IsOwn(string url) => url.StartsWith(Emulator.Url.ToString(), StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal)
        || url.StartsWith($"blob:{Emulator.Url}", StringComparison.Ordinal);

    private void Note(bool isTrouble, string what)
    {
        if (isTrouble)
        {
            lock (_troubles)
            {
                _troubles.Add(what);
            }
        }
    }
}
