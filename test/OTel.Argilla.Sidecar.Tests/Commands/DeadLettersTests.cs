using System.Text.Json.Nodes;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Tests.Journal;
using static OTel.Argilla.Sidecar.Tests.Delivery.TestRecords;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>A person looks at what Argilla has refused, and decides, while the sidecar runs and while it does not.</summary>
public sealed class DeadLettersTests
{
    private TempDirectory _directory = null!;
    private ExporterMetrics _metrics = null!;

    [SetUp]
    public void SetUp() => (_directory, _metrics) = (new TempDirectory(), new ExporterMetrics());

    [TearDown]
    public void TearDown()
    {
        _metrics.Dispose();
        _directory.Dispose();
    }

    [Test]
    public async Task They_are_listed_without_what_the_records_hold()
    {
        Refuse(("ds", "a", "secret prompt", "422: \u001b[31mred"), ("other", "b", "p", "413"));

        var all = await RunAsync("list");
        Assert.That(all.Out.Split('\n')[0], Does.Match("^ID +REFUSED +DATASET +RECORD +REASON"));
        Assert.That(all.Out, Does.Match(@"(?m)^1 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +ds +a +422: \\u\{1b\}\[31mred\r?$").And.Match(@"(?m)^2 .*Z +other +b +413\r?$"));
        Assert.That(all.Out, Does.Not.Contain("secret").And.Not.Contain("\u001b"));
        Assert.That((await RunAsync("list", "--dataset", "other")).Out, Does.Contain("413").And.Not.Contain("422"));
        Assert.That((await RunAsync("list", "--dataset", "none")).Out.Trim(), Is.EqualTo("No dead letters."));

        var json = (await RunAsync("list", "--json")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!).ToList();
        Assert.That(json.Select(static line => $"{line["id"]} {line["dataset"]} {line["external_id"]} {line["record"]}"), Is.EqualTo(new[] { "1 ds a ", "2 other b " }));
        Assert.That((string)json[0]["reason"]!, Is.EqualTo("422: \u001b[31mred"));
    }

    [Test]
    public async Task One_is_shown_with_its_record()
    {
        Refuse(("ds", "a", "secret prompt", "422"), ("ds", "b", "another", "422"));
        var shown = await RunAsync("list", "--show", "1");
        Assert.That(shown.Out, Does.Contain("\"prompt\": \"secret prompt\"").And.Not.Contain("another"));
        Assert.That((string)JsonNode.Parse((await RunAsync("list", "--show", "2", "--json")).Out)!["record"]!["fields"]!["prompt"]!, Is.EqualTo("another"));
        Assert.That((await RunAsync("list", "--show", "3")).Code, Is.EqualTo(2));
        Assert.That((await RunAsync("list", "--show", "x")).Error, Does.StartWith("error: --show takes the number of a dead letter"));
    }

    [Test]
    public async Task What_is_put_back_waits_to_be_sent()
    {
        Refuse(("ds", "a", "1", "no"), ("ds", "b", "2", "no"), ("other", "c", "3", "no"), ("ds", "d", "4", "no"));
        Assert.That((await RunAsync("retry", "1", "3")).Out, Does.StartWith("Put back: 2."));
        Assert.That((Waiting("ds"), Waiting("other"), Left()), Is.EqualTo(("a:1", "c:3", "2 4")));
        Assert.That((await RunAsync("retry", "--all", "--dataset", "other")).Out, Does.StartWith("Put back: 0."));
        Assert.That((await RunAsync("retry", "--all")).Out, Does.StartWith("Put back: 2."));
        Assert.That((Waiting("ds"), Left()), Is.EqualTo(("a:1 b:2 d:4", "")));
    }

    [Test]
    public async Task An_older_version_is_not_put_back_behind_a_newer_one()
    {
        using (var journal = Open())
        {
            var store = Store(journal, "ds");
            foreach (var id in new[] { "a", "b" })
            {
                new Outcomes(_metrics, store).Rejected(new QueuedRecord(Make(id, "old"), 1), "no");
            }

            // While the sidecar runs: of a, a newer version waits.
            store.TryStore([Claimed("a", "new")]);
            await OwnWork.DoAsync(journal, static _ => { });
            Assert.That((await RunAsync("retry", "--all")).Out, Does.Match("(?s)^Put back: 1\\..*Needless: 1\\."));

            // Of b, a newer version is refused meanwhile, and put back too: that is the one to send.
            new Outcomes(_metrics, store).Rejected(new QueuedRecord(Make("b", "new"), 1), "no");
            await OwnWork.DoAsync(journal, static _ => { });
            Assert.That((await RunAsync("retry", "--all")).Out, Does.StartWith("Put back: 1."));
        }

        Assert.That((Waiting("ds"), Left()), Is.EqualTo(("a:new b:new", "")));
    }

    [Test]
    public async Task What_is_dropped_is_gone()
    {
        Refuse(("ds", "a", "1", "no"), ("ds", "b", "2", "no"), ("other", "c", "3", "no"));
        Assert.That((await RunAsync("drop", "2")).Out.Trim(), Is.EqualTo("Dropped: 1."));
        Assert.That(Left(), Is.EqualTo("1 3"));
        Assert.That((await RunAsync("drop", "--all", "--dataset", "ds")).Out.Trim(), Is.EqualTo("Dropped: 1."));
        Assert.That((await RunAsync("drop", "--all")).Out.Trim(), Is.EqualTo("Dropped: 1."));
        Assert.That((Left(), Waiting("ds")), Is.EqualTo(("", "")));
    }

    [TestCase("retry")]
    [TestCase("drop")]
    public async Task Nothing_is_done_that_was_not_asked_for(string command)
    {
        Refuse(("ds", "a", "1", "no"), ("other", "b", "2", "no"));
        foreach (var (args, problem) in new (string[], string)[]
        {
            ([], "Give the numbers of dead letters, or --all."),
            (["1", "--all"], "Numbers of dead letters and --all were given: give the numbers, or --all."),
            (["1", "7"], "There is no dead letter 7. Nothing was done."),
            (["1", "2", "--dataset", "ds"], "There is no dead letter 2 in the dataset ds. Nothing was done."),
        })
        {
            var result = await RunAsync([command, .. args]);
            Assert.That((result.Code, result.Error), Is.EqualTo((2, $"error: {problem}{Environment.NewLine}")));
        }

        var wrong = await RunAsync(command, "x");
        Assert.That((wrong.Code, wrong.Error), Is.EqualTo((2, $"error: Unrecognized command or argument 'x'.{Environment.NewLine}See: otel-argilla dead-letters {command} --help{Environment.NewLine}")));
        Assert.That(Left(), Is.EqualTo("1 2"));
    }

    [Test]
    public async Task A_directory_without_a_journal_is_said_and_left_alone()
    {
        var result = await Cli.RunAsync(["dead-letters", "list", "--data", _directory.File("none")]);
        Assert.That((result.Code, result.Error), Is.EqualTo((1, $"error: There is no journal in '{_directory.File("none")}': give the data directory of a sidecar.{Environment.NewLine}")));
        Assert.That(Directory.Exists(_directory.File("none")), Is.False);
    }

    [Test]
    public async Task Without_an_option_the_directory_is_that_of_serve()
    {
        var config = _directory.Write("settings.yaml", $"Journal: {{ Directory: '{_directory.Path}' }}");
        Refuse(("ds", "a", "1", "no"));
        Assert.That((await Cli.RunAsync(["dead-letters", "list", "--config", config])).Out, Does.Contain(" ds "));
        Assert.That(
            (await Cli.RunAsync(["dead-letters", "list"], new Dictionary<string, string?> { ["XDG_STATE_HOME"] = _directory.Path })).Error,
            Does.Contain(Path.Combine(_directory.Path, "otel-argilla", "serve")));
    }

    private Task<CliResult> RunAsync(params string[] args) => Cli.RunAsync(["dead-letters", .. args, "--data", _directory.Path]);

    private SqliteJournal Open() => SqliteJournal.Open(_directory.Path, 1L << 30, TimeProvider.System);

    private static OutboxStore Store(SqliteJournal journal, string dataset) => new(journal, dataset, 100, 1_000_000, TimeProvider.System, static _ => { });

    private void Refuse(params (string Dataset, string Id, string Prompt, string Reason)[] records)
    {
        using var journal = Open();
        foreach (var (dataset, id, prompt, reason) in records)
        {
            new Outcomes(_metrics, Store(journal, dataset)).Rejected(new QueuedRecord(Make(id, prompt), 1), reason);
        }
    }

    private string Waiting(string dataset)
    {
        using var journal = Open();
        var store = Store(journal, dataset);
        var taken = store.TryTake(new Outcomes(_metrics, store), static _ => false) ?? [];
        return string.Join(' ', taken.Select(Text).Order(StringComparer.Ordinal));
    }

    private string Left()
    {
        using var letters = DeadLetters.Open(_directory.Path);
        return string.Join(' ', letters.List(null).Select(static letter => letter.Id));
    }
}
