using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>Each state of the page, light and dark, wide and narrow: no violation of accessibility rules, nothing beside the screen.</summary>
/// <remarks>With the environment variable <c>SCREENSHOTS</c> each is also kept as a picture in that directory.</remarks>
internal sealed class ViewTests : PageTest
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOTS");

    /// <summary>Narrow and wide differ in layout, light and dark in colours only: a rule about these alone looks at the dark ones.</summary>
    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    [Test]
    public async Task IsAccessibleAndFits([ValueSource(nameof(States))] string state)
    {
        // Some states are errors of the server.
        MayFail = true;
        await Page.SetViewportSizeAsync(1440, 900);
        await Gallery.States[state](Page, Seed, Emulator);
        foreach (var (width, height) in new[] { (1440, 900), (390, 844) })
        {
            await Page.SetViewportSizeAsync(width, height);
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await Keep(state, scheme, width);
                if (scheme == ColorScheme.Light || width == 1440)
                {
                    var found = await Page.RunAxe(scheme == ColorScheme.Light ? null : Colours);
                    Assert.That(found.Violations.Select(Told), Is.Empty, $"{scheme}, at {width} pixels.");
                    Assert.That(found.Passes.Select(rule => rule.Id), Does.Contain("color-contrast"), "The rules were looked at.");
                }
            }

            Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.Zero, $"Scrolls sideways at {width} pixels.");
        }
    }

    private async Task Keep(string state, ColorScheme scheme, int width)
    {
        if (Pictures is not null)
        {
            await Page.EvaluateAsync("scrollTo(0, 0)");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{state}-{scheme}-{width}.png"), FullPage = state is not "help" });
        }
    }

    private static IEnumerable<string> States() => Gallery.States.Keys;

    private static string Told(AxeResultItem violation) => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}";
}
