using System.Globalization;
using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

public class StorageBoundsTests
{
    private const int Patience = Waits.Long;
    private const int MaxBytes = 5_000;

    private string _directory = string.Empty;

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("bounds").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void TheDirectoryStaysBelowItsBoundAndWhatFindsNoRoomIsSaidAndCounted()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using var outbox = new Outbox(server, options =>
        {
            options.StorageDirectory = _directory;
            options.MaxStorageBytes = MaxBytes;
            (options.MaxQueuedRecords, options.MaxRecordsPerRequest) = (20, 10);
        });

        for (var i = 0; i < 300; i++)
        {
            outbox.Enqueue($"r{i:000}");
            Assert.That(StoredBytes("pending"), Is.LessThanOrEqualTo(MaxBytes));
        }

        Assert.That(StoredBytes("pending"), Is.GreaterThan(MaxBytes / 2));
        Assert.That(outbox.Gauge("argilla.exporter.storage.bytes"), Is.LessThanOrEqualTo(MaxBytes).And.GreaterThan(MaxBytes / 2));
        Assert.That(outbox.Count("dropped"), Is.GreaterThan(150));
        Assert.That(outbox.Reason("dropped:queue_full") + outbox.Reason("dropped:storage_full"), Is.EqualTo(outbox.Count("dropped")));
        Assert.That(outbox.Said, Has.Some.StartsWith("RecordsDropped"));

        // What was kept arrives when Argilla is back, and there is room again.
        server.Intercept = null;
        Assert.That(() => outbox.Ended, Is.EqualTo(300).After(Patience, 10));
        Assert.That(outbox.Count("exported"), Is.EqualTo(server.Records.Count));
        Assert.That(() => StoredBytes("pending"), Is.Zero.After(Patience, 10));
    }

    [Test]
    public void RecordsThatAreTooOldAreGivenUpAndCounted()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using (var first = new Outbox(server, options => options.StorageDirectory = _directory))
        {
            first.Enqueue("a", "b");
            Assert.That(first.Delivery.Shutdown(500), Is.True);
        }

        server.Intercept = null;
        using var second = new Outbox(server, options => options.StorageDirectory = _directory, new LaterTimeProvider(TimeSpan.FromDays(7.1)));

        Assert.That(() => second.Reason("dropped:storage_expired"), Is.EqualTo(2).After(Patience, 10));
        Assert.That(() => second.Said, Has.Some.StartsWith("RecordsDropped: storage_expired").And.Some.Contains("raise that, and see that Argilla takes records").After(Patience, 10));
        Assert.That(server.Records, Is.Empty);
        Assert.That(() => StoredBytes("pending"), Is.Zero.After(Patience, 10));
    }

    /// <summary>The file provider deletes by the date in a file's name, and counts nothing.</summary>
    [Test]
    public void RecordsOfLongAgoAreCountedToo()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using (var first = new Outbox(server, options => options.StorageDirectory = _directory))
        {
            first.Enqueue("a", "b");
            Assert.That(first.Delivery.Shutdown(500), Is.True);
        }

        var file = Directory.GetFiles(_directory, "*.blob", SearchOption.AllDirectories).Single();
        var then = DateTime.UtcNow.AddDays(-1000);
        var old = Path.Combine(Path.GetDirectoryName(file)!, then.ToString("yyyy-MM-ddTHHmmss.fffffff", CultureInfo.InvariantCulture) + Path.GetFileName(file)[Path.GetFileName(file).IndexOf('Z', StringComparison.Ordinal)..]);
        File.Move(file, old);
        File.SetLastWriteTimeUtc(old, then);
        server.Intercept = null;
        using var second = new Outbox(server, options => options.StorageDirectory = _directory);

        Assert.That(() => second.Reason("dropped:storage_expired"), Is.EqualTo(2).After(Patience, 10));
        Assert.That(() => File.Exists(old), Is.False.After(Patience, 10));
    }

    [Test]
    public void RecordsOfOtherSettingsAreSaidAndDeliveredWhenTheyAreMoved()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using (var wrong = new Outbox(server, options => (options.StorageDirectory, options.Workspace) = (_directory, "misspelt")))
        {
            wrong.Enqueue("a");
            Assert.That(wrong.Delivery.Shutdown(500), Is.True);
        }

        server.Intercept = null;
        var left = Path.GetDirectoryName(Path.GetDirectoryName(Directory.GetFiles(_directory, "*.blob", SearchOption.AllDirectories).Single()))!;
        using (var right = new Outbox(server, options => options.StorageDirectory = _directory))
        {
            Assert.That(right.Said, Has.One.StartsWith("StoredElsewhere: " + left));
            Assert.That(File.ReadAllText(Path.Combine(left, "destination")), Is.EqualTo("ApiUrl http://argilla.test/\nWorkspace misspelt\nDataset ds\n"));
        }

        var pending = Directory.GetDirectories(_directory, "pending", SearchOption.AllDirectories).Single(path => !path.StartsWith(left, StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path.Combine(left, "pending")))
        {
            File.Move(file, Path.Combine(pending, Path.GetFileName(file)));
        }

        using var next = new Outbox(server, options => options.StorageDirectory = _directory);
        Assert.That(() => server.Records.ContainsKey("a"), Is.True.After(Patience, 10));
        Assert.That(next.Said, Has.None.StartsWith("StoredElsewhere"));
    }

    [Test]
    public void RecordsThatAreNotTooOldAreDelivered()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using (var first = new Outbox(server, options => options.StorageDirectory = _directory))
        {
            first.Enqueue("a");
            Assert.That(first.Delivery.Shutdown(500), Is.True);
        }

        server.Intercept = null;
        using var second = new Outbox(server, options => options.StorageDirectory = _directory, new LaterTimeProvider(TimeSpan.FromDays(6.9)));

        Assert.That(() => second.Count("exported"), Is.EqualTo(1).After(Patience, 10));
    }

    [Test]
    public void LinesThatAreNoRecordsAreCountedOnceAndCostNoOthers()
    {
        using var server = new StubArgilla();
        using (new Outbox(server, options => options.StorageDirectory = _directory))
        {
        }

        var pending = Directory.GetDirectories(_directory, "pending", SearchOption.AllDirectories).Single();
        File.WriteAllText(
            Path.Combine(pending, $"{DateTime.UtcNow:yyyy-MM-ddTHHmmss.fffffffZ}-{Guid.NewGuid():N}.blob"),
            "{\"external_id\":\"a\",\"fields\":{\"prompt\":\"p\",\"response\":\"r\"}}\n{\"external_id\":\"b\",\"fie\n\0\0\0\n");
        using var outbox = new Outbox(server, options => options.StorageDirectory = _directory);

        Assert.That(() => outbox.Count("exported"), Is.EqualTo(1).After(Patience, 10));
        Assert.That(outbox.Reason("dropped:storage_unreadable"), Is.EqualTo(2));
    }

    [Test]
    public void ADirectoryThatIsDeletedMeanwhileIsMadeAnew()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using var outbox = new Outbox(server, options => options.StorageDirectory = _directory);
        foreach (var directory in Directory.GetDirectories(_directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        outbox.Enqueue("a");
        Assert.That(() => StoredBytes("pending"), Is.Positive.After(Patience, 10));
        server.Intercept = null;

        Assert.That(() => outbox.Count("exported"), Is.EqualTo(1).After(Patience, 10));
    }

    [Test]
    public void RefusedRecordsAreKeptWithinABoundOfTheirOwn()
    {
        using var server = new StubArgilla
        {
            OnBulk = static _ => StubArgilla.Json(422, """{"detail":"Record at position 0 is not valid because fields cannot be empty"}"""),
        };
        using var outbox = new Outbox(server, options =>
        {
            options.StorageDirectory = _directory;
            options.MaxStorageBytes = MaxBytes;
        });

        outbox.Enqueue(Enumerable.Range(0, 50).Select(static i => $"r{i:00}"));
        _ = outbox.Delivery.Flush(Patience);

        Assert.That(outbox.Count("rejected"), Is.EqualTo(50));
        Assert.That(StoredBytes("rejected"), Is.Positive.And.LessThanOrEqualTo(MaxBytes / 4));
    }

    private long StoredBytes(string kind)
    {
        try
        {
            return new DirectoryInfo(_directory).EnumerateFiles("*.blob", SearchOption.AllDirectories).Where(file => file.Directory!.Name == kind).Sum(static file => file.Length);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private sealed class LaterTimeProvider(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }
}
