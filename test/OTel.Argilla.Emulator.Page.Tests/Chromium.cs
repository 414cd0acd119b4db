using Microsoft.Playwright;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>One headless Chromium for all tests; each test has a context of its own.</summary>
[SetUpFixture]
internal sealed class Chromium
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static IPlaywright? s_playwright;

    public static IBrowser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public static async Task Start()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";
        if (!File.Exists(path))
        {
            throw new InvalidOperationException(
                $"There is no Chromium at '{path}'. Install it ('apt-get install chromium' on Debian), or name another by the environment variable CHROMIUM_PATH.");
        }

        s_playwright = await Playwright.CreateAsync();
        Browser = await s_playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Flags });
        Assertions.SetDefaultExpectTimeout(PageTest.Patience);
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (s_playwright is not null)
        {
            await Browser.DisposeAsync();
            s_playwright.Dispose();
        }
    }
}
