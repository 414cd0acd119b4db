using System.Runtime.Versioning;
using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

public class RecordSpoolTests
{
    private const int Patience = Waits.Long;

    private string _directory = string.Empty;

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("spool").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void WhatShutdownCannotDeliverTheNextProcessDelivers()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using (var first = new Outbox(server, Store))
        {
            first.Enqueue("a", "b", "c");
            Assert.That(first.Delivery.Shutdown(500), Is.True);
            Assert.That(first.Counts, Is.Empty);
        }

        server.Intercept = null;
        using var second = new Outbox(server, Store);

        Assert.That(() => second.Count("exported"), Is.EqualTo(3).After(Patience, 20));
        Assert.That(server.Records.Keys, Is.EquivalentTo((string[])["a", "b", "c"]));
        Assert.That(() => Pending(), Is.Empty.After(Patience, 20));
    }

    [Test]
    public void AnOutageFillsTheDiskInPlaceOfMemoryAndEndsWithNothingLost()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using var outbox = new Outbox(server, options =>
        {
            Store(options);
            (options.MaxQueuedRecords, options.MaxRecordsPerRequest) = (20, 10);
        });

        outbox.Enqueue(Enumerable.Range(0, 300).Select(static i => $"r{i:000}"));
        Assert.That(Pending(), Is.Not.Empty);
        server.Intercept = null;

        Assert.That(() => outbox.Count("exported"), Is.EqualTo(300).After(Patience, 20));
        Assert.That(server.Records, Has.Count.EqualTo(300));
        Assert.That(outbox.Count("dropped"), Is.Zero);
    }

    [Test]
    public void TwoProcessesShareTheDirectory()
    {
        using var away = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using (var writer = new Outbox(away, options =>
        {
            Store(options);
            options.MaxRecordsPerRequest = 5;
        }))
        {
            writer.Enqueue(Enumerable.Range(0, 50).Select(static i => $"r{i:00}"));
            writer.Delivery.Shutdown(500);
        }

        using var server = new StubArgilla();
        using var one = new Outbox(server, Store);
        using var two = new Outbox(server, Store);

        Assert.That(() => one.Count("exported") + two.Count("exported"), Is.EqualTo(50).After(Patience, 20));
        Assert.That(server.Records, Has.Count.EqualTo(50));
    }

    [Test]
    public void ARefusedRecordIsKeptWithItsReason()
    {
        using var server = new StubArgilla
        {
            OnBulk = static _ => StubArgilla.Json(422, """{"detail":"Record at position 0 is not valid because fields cannot be empty"}"""),
        };
        using var outbox = new Outbox(server, Store);

        outbox.Enqueue("bad");

        Assert.That(outbox.Delivery.Flush(Patience), Is.False);
        var file = Directory.EnumerateFiles(_directory, "*.blob", SearchOption.AllDirectories).Single();
        Assert.That(Path.GetFileName(Path.GetDirectoryName(file)), Is.EqualTo("rejected"));
        Assert.That(File.ReadAllText(file), Does.Contain("fields cannot be empty").And.Contain("\"external_id\":\"bad\""));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win")]
    public void OnlyTheOwnerReadsTheDirectory()
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server, Store);

        foreach (var directory in Directory.EnumerateDirectories(_directory, "*", SearchOption.AllDirectories))
        {
            Assert.That(File.GetUnixFileMode(directory), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }

    [Test]
    public void ADirectoryThatCannotBeUsedIsSaidAndRecordsAreDelivered()
    {
        using var server = new StubArgilla();
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "x");
        using var outbox = new Outbox(server, options => options.StorageDirectory = file);

        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(outbox.Said, Has.Some.StartsWith("StorageFailed"));
    }

    private void Store(ArgillaExporterOptions options) => options.StorageDirectory = _directory;

    private string[] Pending() =>
        [.. Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Where(static path => path.Contains("pending", StringComparison.Ordinal))];
}
