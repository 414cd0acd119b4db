using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>Each state of the page, light and dark, wide and narrow: no violation of accessibility rules, nothing beside the screen.</summary>
/// <remarks>With the environment variable <c>SCREENSHOTS</c> each is also kept as a picture in that directory.</remarks>
internal sealed class ViewTests : PageTest
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOTS");

    [Test]
    public async Task IsAccessibleAndFits([ValueSource(nameof(States))] string state, [Values] bool isDark)
    {
        // Some states are errors of the server.
        MayFail = true;
        var page = await NewPage(isDark ? ColorScheme.Dark : ColorScheme.Light, 1440, 900);
        await Gallery.States[state](page, Seed, Emulator);
        foreach (var width in new[] { 1440, 390 })
        {
            await page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
            if (Pictures is not null)
            {
                await page.EvaluateAsync("scrollTo(0, 0)");
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{state}-{(isDark ? "dark" : "light")}-{width}.png"), FullPage = state is not "help" });
            }

            Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.Zero, $"Scrolls sideways at {width} pixels.");

            // Narrow and wide differ in layout, light and dark in colours only.
            if (width == 1440 || !isDark)
            {
                var found = await page.RunAxe();
                Assert.That(found.Violations.Select(Told), Is.Empty, $"At {width} pixels.");
                Assert.That(found.Passes.Select(rule => rule.Id), Does.Contain("color-contrast"), "The rules were looked at.");
            }
        }
    }

    private static IEnumerable<string> States() => Gallery.States.Keys;

    private static string Told(AxeResultItem violation) => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}";
}
