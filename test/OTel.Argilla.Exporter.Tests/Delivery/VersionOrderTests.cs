using System.Text;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>An older version of a record never comes after a newer one, whichever way they go.</summary>
public class VersionOrderTests
{
    private const int Patience = Waits.Long;

    private string _directory = string.Empty;

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("versions").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void ANewerVersionGoesBehindTheOlderOneOnDiskWhoeverDeliversThat()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using var outbox = new Outbox(server, Store);
        outbox.Delivery.Enqueue(Outbox.Document("a", prompt: "old"));
        Assert.That(Pending, Has.Length.EqualTo(1).After(Patience, 10));
        Assert.That(outbox.Delivery.Flush(Patience), Is.True, "what comes next is not of this outage");

        // Another process delivers what is on disk.
        using (HoldDrainLock())
        {
            server.Intercept = null;
            outbox.Delivery.Enqueue(Outbox.Document("a", prompt: "new"));
            outbox.Enqueue("b");
            Assert.That(outbox.Delivery.Flush(Patience), Is.True);
            Assert.That(server.Records.Keys, Is.EqualTo((string[])["b"]));
            Assert.That(Pending(), Has.Length.EqualTo(2));
        }

        Assert.That(() => outbox.Count("exported"), Is.EqualTo(3).After(Patience, 10));
        Assert.That((string)server.Records["a"]["fields"]!["prompt"]!, Is.EqualTo("new"));
        Assert.That(Pending, Is.Empty.After(Patience, 10));

        // Now that it is gone, the way is free again.
        outbox.Delivery.Enqueue(Outbox.Document("a", prompt: "newest"));
        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That((string)server.Records["a"]["fields"]!["prompt"]!, Is.EqualTo("newest"));
    }

    [Test]
    public void AFileKeepsItsPlaceWhenAPartOfItIsDone()
    {
        using var metrics = new ExporterMetrics();
        using var spool = Open();
        var outcomes = new Outcomes(metrics, spool);
        Assert.That(spool.TryStore([Record("a", "old"), Record("b", "x")]), Is.True);
        Assert.That(spool.TryStore([Record("a", "new")]), Is.True);

        var first = spool.TryTake(outcomes, static _ => false)!;
        outcomes.Exported(first.FindAll(static record => record.ExternalId == "b"));
        spool.PutBack(first.Find(static record => record.ExternalId == "a"));
        var again = spool.TryTake(outcomes, static _ => false)!;
        var second = spool.TryTake(outcomes, static _ => false)!;

        Assert.That(again.Select(Prompt), Is.EqualTo((string[])["a:old"]));
        Assert.That(second.Select(Prompt), Is.EqualTo((string[])["a:new"]));
        outcomes.Exported(again);
        outcomes.Exported(second);
        Assert.That(Pending(), Is.Empty);
    }

    [Test]
    public void AFileWaitsForOlderVersionsOnTheirWayAndKeepsItsPlaceBeforeOthers()
    {
        using var metrics = new ExporterMetrics();
        using var spool = Open();
        var outcomes = new Outcomes(metrics, spool);
        Assert.That(spool.TryStore([Record("a", "new"), Record("b", "old")]) && spool.TryStore([Record("b", "new")]), Is.True);

        Assert.That(spool.TryTake(outcomes, static id => id == "a"), Is.Null);
        Assert.That(spool.TryTake(outcomes, static _ => false)!.Select(Prompt), Is.EqualTo((string[])["a:new", "b:old"]));
    }

    [Test]
    public async Task RequestsAtTheSameTimeDoNotLetANewerVersionOvertakeAnOlderOne()
    {
        var (oldCame, oldMayEnd, bCame) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        using var server = new StubArgilla();
        using (var spool = Open())
        {
            Assert.That(spool.TryStore([Record("a", "old")]) && spool.TryStore([Record("a", "new")]), Is.True);
        }

        server.Intercept = async (_, body) =>
        {
            if (body.Contains("\"old\"", StringComparison.Ordinal))
            {
                oldCame.TrySetResult();
                await oldMayEnd.Task;
            }
            else if (body.Contains("\"b\"", StringComparison.Ordinal))
            {
                bCame.TrySetResult();
            }

            return null;
        };
        using var outbox = new Outbox(server, options =>
        {
            Store(options);
            options.MaxConcurrentRequests = 2;
        });
        await oldCame.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience));
        outbox.Enqueue("b");
        await bCame.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience));
        Assert.That(server.Records, Does.Not.ContainKey("a"), "the newer one waits, though there was a free slot");

        oldMayEnd.SetResult();
        Assert.That(() => outbox.Count("exported"), Is.EqualTo(3).After(Patience, 10));
        Assert.That((string)server.Records["a"]["fields"]!["prompt"]!, Is.EqualTo("new"));
    }

    [Test]
    public void WithinAFileTheNewestVersionAloneIsTaken()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using (var writer = new Outbox(server, Store))
        using (var spool = Open())
        {
            Assert.That(spool.TryStore([Record("a", "1"), Record("b", "1"), Record("a", "2")]), Is.True);
        }

        server.Intercept = null;
        using var outbox = new Outbox(server, Store);

        Assert.That(() => outbox.Count("exported"), Is.EqualTo(2).After(Patience, 10));
        Assert.That(outbox.Reason("skipped:superseded"), Is.EqualTo(1));
        Assert.That((string)server.Records["a"]["fields"]!["prompt"]!, Is.EqualTo("2"));
    }

    [Test]
    public void OneProcessAtATimeDeliversTheDirectory()
    {
        using var metrics = new ExporterMetrics();
        using var one = Open();
        using var two = Open();
        var (oneOutcomes, twoOutcomes) = (new Outcomes(metrics, one), new Outcomes(metrics, two));
        Assert.That(one.TryStore([Record("a", "1")]) && one.TryStore([Record("b", "1")]), Is.True);

        var taken = one.TryTake(oneOutcomes, static _ => false)!;
        Assert.That(two.TryTake(twoOutcomes, static _ => false), Is.Null);

        oneOutcomes.Exported(taken);
        Assert.That(two.TryTake(twoOutcomes, static _ => false)!.Single().ExternalId, Is.EqualTo("b"));
    }

    [Test]
    public void ANewerVersionMakesARefusedOlderOneNeedless()
    {
        using var server = new StubArgilla();
        server.OnBulk = static items => items.Any(static item => (string)item!["fields"]!["prompt"]! == "bad") ? StubArgilla.Json(400, """{"detail":"no"}""") : null;
        using var outbox = new Outbox(server);

        outbox.Delivery.Enqueue(Outbox.Document("a", prompt: "bad"));
        Assert.That(outbox.Delivery.Flush(Patience), Is.False);
        outbox.Delivery.Enqueue(Outbox.Document("a", prompt: "good"));

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That((outbox.Count("exported"), outbox.Reason("skipped:superseded"), outbox.Ended), Is.EqualTo((1, 1, 2)));
    }

    [Test]
    public void ANewerVersionFromDiskMakesARefusedOlderOneNeedless()
    {
        using var server = new StubArgilla();
        server.OnBulk = static items => items.Any(static item => (string)item!["fields"]!["prompt"]! == "bad") ? StubArgilla.Json(400, """{"detail":"no"}""") : null;
        using (new Outbox(server, Store))
        using (var spool = Open())
        {
            Assert.That(spool.TryStore([Record("a", "bad")]) && spool.TryStore([Record("a", "good")]), Is.True);
        }

        using var outbox = new Outbox(server, Store);

        Assert.That(() => outbox.Ended, Is.EqualTo(2).After(Patience, 10));
        Assert.That((outbox.Count("exported"), outbox.Reason("skipped:superseded")), Is.EqualTo((1, 1)));
        Assert.That((string)server.Records["a"]["fields"]!["prompt"]!, Is.EqualTo("good"));
        Assert.That(Pending, Is.Empty.After(Patience, 10));
    }

    [Test]
    public async Task AFullQueueIsStoredAroundWhatWaitsForAnOlderVersion()
    {
        var (firstCame, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var server = new StubArgilla();
        server.Intercept = async (_, body) =>
        {
            if (body.Contains("\"0\"", StringComparison.Ordinal))
            {
                firstCame.TrySetResult();
                await mayEnd.Task;
            }

            return null;
        };
        using var outbox = new Outbox(server, options =>
        {
            Store(options);
            options.MaxQueuedRecords = 2;
        });
        outbox.Delivery.Enqueue(Outbox.Document("a", prompt: "0"));
        await firstCame.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience));

        // What is on its way hangs. Its newer versions wait for it in the queue, which is full of them; all else finds room on disk.
        foreach (var version in new[] { "1", "2" })
        {
            outbox.Delivery.Enqueue(Outbox.Document("a", prompt: version));
            outbox.Delivery.Enqueue(Outbox.Document("b", prompt: version));
            outbox.Delivery.Enqueue(Outbox.Document("c", prompt: version));
        }

        outbox.Delivery.Enqueue(Outbox.Document("a", prompt: "3"));
        Assert.That(outbox.Count("dropped"), Is.Zero);
        Assert.That(Pending(), Is.Not.Empty);
        mayEnd.SetResult();
        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(() => outbox.Ended, Is.EqualTo(8).After(Patience, 10));
        Assert.That(new[] { "a", "b", "c" }.Select(id => (string)server.Records[id]["fields"]!["prompt"]!), Is.EqualTo((string[])["3", "2", "2"]));
    }

    private static QueuedRecord Record(string id, string prompt)
    {
        var document = Outbox.Document(id, prompt: prompt);
        _ = document.TryClaim();
        return new QueuedRecord(document, sequence: 1);
    }

    private static string Prompt(QueuedRecord record) =>
        $"{record.ExternalId}:{System.Text.Json.Nodes.JsonNode.Parse(Encoding.UTF8.GetString(record.Document.Json.Span))!["fields"]!["prompt"]}";

    private void Store(ArgillaExporterOptions options) => options.StorageDirectory = _directory;

    private RecordSpool Open() => RecordSpool.Open(
        new ArgillaExporterOptions { StorageDirectory = _directory, Dataset = "ds" }, new Uri("http://argilla.test/"), TimeProvider.System)!;

    private FileStream HoldDrainLock()
    {
        FileStream? held = null;
        Assert.That(() => (held ??= TryHold()) is not null, Is.True.After(Patience, 10));
        return held!;

        FileStream? TryHold()
        {
            try
            {
                return new FileStream(Path.Combine(Directory.GetDirectories(_directory).Single(), "draining"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    private string[] Pending() => Directory.GetFiles(_directory, "*.blob", SearchOption.AllDirectories);
}
