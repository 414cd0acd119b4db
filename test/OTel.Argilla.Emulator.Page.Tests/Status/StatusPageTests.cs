using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Receivers.Access;
using OTel.Argilla.Sidecar.Replay;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Status;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Emulator.Page.Tests.Status;

/// <summary>The sidecar's status page in a browser.</summary>
/// <remarks>With the environment variable <c>SCREENSHOTS</c> each view is also kept as a picture in that directory.</remarks>
internal sealed class StatusPageTests
{
    private const string Hostile = "<img src=x onerror=alert(1)><script>alert(2)</script> \u202eright to left";

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOTS");

    /// <summary>Narrow and wide differ in layout, light and dark in colours only.</summary>
    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    private readonly List<string> _troubles = [];
    private ExporterMetrics _metrics = null!;
    private Tally _tally = null!;
    private StatusServer _server = null!;
    private IBrowserContext _context = null!;
    private IPage _page = null!;
    private SidecarState _state = null!;

    private static SidecarState Busy => new()
    {
        PendingTraces = 1234, PendingSpans = 25_678, OutboxRecords = 913, BacklogAge = TimeSpan.FromMinutes(3), DeadLetters = 4, JournalBytes = 3L << 20, MaxJournalBytes = 4L << 30,
        Argilla = ArgillaReach.Unreachable, LastError = ("Argilla answered 503 (service unavailable): is it running?", new DateTimeOffset(2026, 11, 28, 8, 0, 0, TimeSpan.Zero)),
        NewestPairs =
        [
            new NewestPair(new DateTimeOffset(2026, 11, 28, 8, 0, 1, TimeSpan.Zero), "a", "support-traces", "What is the weather in Paris?", "It is sunny in Paris, 22 degrees."),
            new NewestPair(new DateTimeOffset(2026, 11, 28, 8, 0, 0, TimeSpan.Zero), "b", "a-dataset-with-a-rather-long-name-in-it", Hostile, new string('x', 300)),
        ],
    };

    [SetUp]
    public async Task Open()
    {
        _troubles.Clear();
        (_metrics, _state) = (new ExporterMetrics(), new SidecarState { MaxJournalBytes = 4L << 30 });
        _tally = new Tally(_metrics.Meter);
        _server = await StatusServer.StartAsync(
            new ListenAddress(System.Net.IPAddress.Loopback, 0),
            new PageAccess(new AuthenticationOptions(), new ListenAddress(System.Net.IPAddress.Loopback, 0)),
            () => new StatusReport(_state, null, _tally, new Throughput(TimeProvider.System), new StatusOptions(), showsPairs: true),
            NullLoggerFactory.Instance,
            CancellationToken.None);
        await NewPage(hasScript: true);
    }

    [TearDown]
    public async Task Close()
    {
        await _context.DisposeAsync();
        await _server.DisposeAsync();
        _tally.Dispose();
        _metrics.Dispose();
        Assert.That(_troubles, Is.Empty, "No request to another origin, no script of a text, no breach of the policy.");
    }

    [TestCase("fresh")]
    [TestCase("busy")]
    [TestCase("not ready")]
    public async Task IsAccessibleAndFits(string state)
    {
        _state = state switch
        {
            "busy" => Busy,
            "not ready" => Busy with { JournalProblem = "The disk is full: free some room, or name another directory with --data." },
            _ => _state,
        };
        if (state != "fresh")
        {
            Count();
        }

        await _page.GotoAsync(_server.Url.ToString());
        foreach (var (width, height) in new[] { (1280, 800), (390, 844) })
        {
            await _page.SetViewportSizeAsync(width, height);
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await _page.EmulateMediaAsync(new() { ColorScheme = scheme });
                if (Pictures is not null)
                {
                    await _page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"status-{state}-{scheme}-{width}.png"), FullPage = true });
                }

                if (scheme == ColorScheme.Light || width == 1280)
                {
                    var found = await _page.RunAxe(scheme == ColorScheme.Light ? null : Colours);
                    Assert.That(found.Violations.Select(Told), Is.Empty, $"{scheme}, at {width} pixels.");
                    Assert.That(found.Passes.Select(static rule => rule.Id), Does.Contain("color-contrast"), "The rules were looked at.");
                }
            }

            Assert.That(await _page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"), Is.Zero, $"Scrolls sideways at {width} pixels.");
        }
    }

    [Test]
    public async Task BringsItselfUpToDateAsTextAndCanBePaused()
    {
        await _page.GotoAsync(_server.Url.ToString());
        await Assertions.Expect(_page.Locator("#headline")).ToHaveTextAsync("Ready");
        await Assertions.Expect(_page.Locator("#pending")).ToHaveTextAsync("0");

        _state = Busy;
        Count();
        await Assertions.Expect(_page.Locator("#pending")).ToHaveTextAsync("1,234");
        await Assertions.Expect(_page.Locator("#pairs tbody tr").Nth(1).Locator("td").Nth(2)).ToHaveTextAsync(Hostile);
        await Assertions.Expect(_page.Locator("#skipped tbody tr")).ToHaveCountAsync(2);
        Assert.That(await _page.Locator("main img, main script").CountAsync(), Is.Zero);

        await _page.Keyboard.PressAsync("Tab");
        await _page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Go on" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task IsWholeWithoutItsScript()
    {
        _state = Busy;
        Count();
        var written = Texts(await WithScript());
        await _context.DisposeAsync();
        await NewPage(hasScript: false);
        await _page.GotoAsync(_server.Url.ToString());

        Assert.That(Texts(await _page.Locator("main").InnerTextAsync()), Is.EqualTo(written));
        await Assertions.Expect(_page.Locator("#pause")).ToBeHiddenAsync();
        Assert.That(await _page.Locator("footer").InnerTextAsync(), Does.Contain("Reload the page"));

        async Task<string> WithScript()
        {
            var refreshed = _page.WaitForResponseAsync("**/status.json");
            await _page.GotoAsync(_server.Url.ToString());
            await refreshed;
            return await _page.Locator("main").InnerTextAsync();
        }

        static string Texts(string text) => text.ReplaceLineEndings("\n");
    }

    private static string Told(AxeResultItem violation) => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(static node => node.Html))}";

    private void Count()
    {
        _metrics.RecordsExported(7012);
        _metrics.RecordsRejected("argilla", 4);
        _metrics.SpanSkipped("nested");
        _metrics.SpanSkipped("no_content");
    }

    private async Task NewPage(bool hasScript)
    {
        _context = await Chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = hasScript, ViewportSize = new() { Width = 1280, Height = 800 }, Locale = "en-GB" });
        _context.SetDefaultTimeout(PageTest.Patience);
        _page = await _context.NewPageAsync();
        _page.Request += (_, request) => Note(!request.Url.StartsWith(_server.Url.ToString(), StringComparison.Ordinal), $"request to {request.Url}");
        _page.PageError += (_, error) => Note(true, $"error: {error}");
        _page.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text}");
        _page.Dialog += (_, dialog) =>
        {
            Note(true, $"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

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
