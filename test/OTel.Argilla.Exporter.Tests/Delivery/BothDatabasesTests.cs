using OTel.Argilla.Emulator;
using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Exporter.Tests.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>Delivery to an Argilla over SQLite and to one over PostgreSQL, which refuses the whole request for what SQLite stores.</summary>
[TestFixture(false)]
[TestFixture(true)]
public class BothDatabasesTests(bool likePostgresql)
{
    private const int Patience = Waits.Long;

    private ArgillaEmulator _server = null!;

    [SetUp]
    public async Task SetUp() => _server = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { LikePostgresql = likePostgresql });

    [TearDown]
    public async Task TearDown() => await _server.DisposeAsync();

    [TestCase("""{"external_id":"a\u0000b","fields":{"prompt":"p","response":"r"}}""")]
    [TestCase("""{"external_id":"infinite","fields":{"prompt":"p","response":"r"},"metadata":{"x":1e400}}""")]
    public void WhatOneDatabaseRefusesCostsNoOtherRecord(string odd)
    {
        using var outbox = new Outbox(_server);
        outbox.Enqueue(Enumerable.Range(0, 20).Select(static i => $"r{i:00}"));
        outbox.Delivery.Enqueue(Outbox.FromJson(odd, "odd"));
        outbox.Enqueue(Enumerable.Range(20, 20).Select(static i => $"r{i:00}"));

        Assert.That(outbox.Delivery.Flush(Patience), Is.EqualTo(!likePostgresql));
        Assert.That((outbox.Count("exported"), outbox.Count("rejected")), Is.EqualTo(likePostgresql ? (40, 1) : (41, 0)));
        Assert.That(_server.Records("ds").Where(static record => record.ExternalId!.StartsWith('r')), Has.Exactly(40).Items);
    }

    [Test]
    public void AnOutageOfTheSearchEngineCostsNothing()
    {
        using var outbox = new Outbox(_server);
        outbox.Enqueue("first");
        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        _server.Services.Search = ServiceState.Down;
        outbox.Enqueue(Enumerable.Range(0, 20).Select(static i => $"r{i:00}"));
        Assert.That(() => _server.Requests.Count(static request => request.Status == 500), Is.GreaterThan(1).After(Patience, 10));
        Assert.That(_server.Records("ds").Count(static record => record.IsIndexed), Is.EqualTo(1), "Stored, but no reviewer sees them.");

        _server.Services.Search = ServiceState.Up;

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That((outbox.Count("exported"), outbox.Count("rejected"), outbox.Count("dropped")), Is.EqualTo((21, 0, 0)));
        Assert.That(_server.Records("ds").Count(static record => record.IsIndexed), Is.EqualTo(21));
    }

    [Test]
    public async Task TheRecordsOfAnAppAreTakenByBothWhateverTheirTextHolds()
    {
        await using var rig = EmulatorRig.Over(_server);
        foreach (var text in new[] { "NUL \0 here", "half \ud83d of a pair", "\u202Ereversed", new string('x', 100_000), "1e400" })
        {
            rig.Chat(text, text);
        }

        Assert.That(rig.Flush(), Is.True);
        Assert.That(rig.Records, Has.Exactly(5).Items.And.All.Property(nameof(EmulatedRecord.IsIndexed)).True);
    }
}
