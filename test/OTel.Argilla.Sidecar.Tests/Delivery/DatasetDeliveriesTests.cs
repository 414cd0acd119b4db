using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OTel.Argilla.Emulator;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Tests.Delivery;
using OTel.Argilla.Sidecar.Delivery;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Tests.Commands;
using OTel.Argilla.Sidecar.Tests.Journal;
using static OTel.Argilla.Sidecar.Tests.Delivery.TestRecords;

namespace OTel.Argilla.Sidecar.Tests.Delivery;

/// <summary>Records reach the datasets that they name, over outages, refusals and restarts, and each is told to be safe once.</summary>
public sealed class DatasetDeliveriesTests
{
    private const int Patience = 60_000;
    private TempDirectory _directory = null!;
    private ArgillaEmulator _argilla = null!;
    private ExporterMetrics _metrics = null!;
    private List<string> _safe = null!;
    private Gate _gate = null!;

    [SetUp]
    public async Task SetUp()
    {
        (_directory, _metrics, _safe, _gate) = (new TempDirectory(), new ExporterMetrics(), [], new Gate());
        _argilla = await ArgillaEmulator.StartAsync();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _argilla.DisposeAsync();
        _metrics.Dispose();
        _gate.Dispose();
        _directory.Dispose();
    }

    [Test]
    public void Each_record_reaches_the_dataset_that_it_names()
    {
        using var journal = Open();
        using var deliveries = Deliveries(journal);
        Assert.That(deliveries.Reach, Is.EqualTo(ArgillaReach.Unknown));
        deliveries.Enqueue(Make("a"));
        deliveries.Enqueue(Make("b", dataset: "other"));
        deliveries.Enqueue(Make("c", dataset: "ds"));

        Assert.That(deliveries.Flush(Patience), Is.True);
        Assert.That((Ids("ds"), Ids("other")), Is.EqualTo(("a c", "b")));
        Assert.That((Safe(), deliveries.Reach, deliveries.Waiting, deliveries.OldestAge), Is.EqualTo(("a b c", ArgillaReach.Reachable, 0, TimeSpan.Zero)));
    }

    [Test]
    public void An_outage_a_stop_and_a_restart_lose_nothing()
    {
        _gate.IsClosed = true;
        using (var journal = Open())
        {
            using var deliveries = Deliveries(journal);
            for (var i = 0; i < 50; i++)
            {
                deliveries.Enqueue(Make($"r{i}", dataset: i % 2 == 0 ? null : "other"));
            }

            Assert.That(() => deliveries.Reach, Is.EqualTo(ArgillaReach.Unreachable).After(Patience, 10));
            Assert.That(deliveries.Shutdown(0), Is.True, "nothing is lost by that");
            Assert.That(_safe, Is.Unique.And.Count.EqualTo(50));
            deliveries.Enqueue(Make("late"));
            Assert.That(_safe, Does.Not.Contain("late"), "the journal still has what it was made of");
        }

        _gate.IsClosed = false;
        using (var journal = Open())
        {
            // Nobody hands a record over: what is in the outbox is delivered by itself.
            using var deliveries = Deliveries(journal);
            Assert.That(() => deliveries.Waiting, Is.Zero.After(Patience, 10));
            Assert.That(_argilla.Records("ds").Count + _argilla.Records("other").Count, Is.EqualTo(50));
            Assert.That((Ids("ds").Split(' ').Length, Ids("other").Split(' ').Length), Is.EqualTo((25, 25)));
            Assert.That(deliveries.Reach, Is.EqualTo(ArgillaReach.Reachable));
        }

        Assert.That(_safe, Has.Count.EqualTo(50), "and told once");
    }

    [Test]
    public async Task Without_a_server_everything_waits_until_there_is_one()
    {
        using (var journal = Open())
        {
            using var deliveries = Deliveries(journal, hasServer: false);
            deliveries.Enqueue(Make("a", "old"));
            deliveries.Enqueue(Make("a", "new"));
            deliveries.Enqueue(Make("b", dataset: "other"));
            await OwnWork.DoAsync(journal, static _ => { });
            Assert.That((deliveries.Reach, deliveries.Waiting, Safe()), Is.EqualTo((ArgillaReach.NotConfigured, 3, "a a b")));
            Assert.That(deliveries.OldestAge, Is.GreaterThanOrEqualTo(TimeSpan.Zero));
        }

        using (var journal = Open())
        {
            using var deliveries = Deliveries(journal);
            Assert.That(() => deliveries.Waiting, Is.Zero.After(Patience, 10));
        }

        Assert.That((Ids("ds"), Ids("other"), _argilla.Records("ds")[0].Fields["prompt"]!.ToString()), Is.EqualTo(("a", "b", "new")));
    }

    [Test]
    public void Refused_records_are_set_aside_and_hold_up_no_others()
    {
        _gate.Refuses = static body => body.Contains("poison", StringComparison.Ordinal);
        using var journal = Open();
        using var deliveries = Deliveries(journal);
        deliveries.Enqueue(Make("bad", "poison"));
        for (var i = 0; i < 20; i++)
        {
            deliveries.Enqueue(Make($"r{i}"));
        }

        Assert.That(() => deliveries.DeadLetters, Is.EqualTo(1).After(Patience, 10));
        Assert.That(() => _argilla.Records("ds").Count, Is.EqualTo(20).After(Patience, 10));
        Assert.That(() => _safe.Count, Is.EqualTo(21).After(Patience, 10));

        // It is mended later: the newer version gets through, and the old one is of no use any more.
        _gate.Refuses = null;
        deliveries.Enqueue(Make("bad", "mended"));
        Assert.That(deliveries.Flush(Patience), Is.True);
        Assert.That(() => deliveries.DeadLetters, Is.Zero.After(Patience, 10));
        Assert.That(_argilla.Records("ds"), Has.Count.EqualTo(21));
    }

    [Test]
    public void What_a_person_puts_back_is_sent_by_the_one_that_runs()
    {
        _gate.Refuses = static body => body.Contains("poison", StringComparison.Ordinal);
        using var journal = Open();
        using var deliveries = Deliveries(journal);
        deliveries.Enqueue(Make("bad", "poison"));
        deliveries.Enqueue(Make("good"));
        Assert.That(() => deliveries.DeadLetters, Is.EqualTo(1).After(Patience, 10));

        _gate.Refuses = null;
        using (var letters = DeadLetters.Open(_directory.Path))
        {
            Assert.That(letters.Retry([letters.List(null).Single().Id], DateTimeOffset.UnixEpoch), Is.EqualTo((1, 0)));
        }

        Assert.That(() => Ids("ds"), Is.EqualTo("bad good").After(Patience, 10));
        Assert.That(() => (deliveries.Waiting, deliveries.DeadLetters), Is.EqualTo((0L, 0L)).After(Patience, 10));
    }

    [Test]
    public void Over_outages_refusals_and_restarts_each_record_comes_to_one_end()
    {
        const int Records = 120;
        var random = new Random(7);
        _gate.Refuses = static body => body.Contains("poison", StringComparison.Ordinal);
        for (var (made, run) = (0, 0); run < 4; run++)
        {
            using var journal = Open();
            using var deliveries = Deliveries(journal, hasServer: run != 1, maxQueued: 20);
            for (var i = 0; i < Records / 4; i++, made++)
            {
                _gate.IsClosed = random.Next(3) == 0;
                deliveries.Enqueue(Make($"r{made}", made % 10 == 3 ? "poison" : "p", made % 2 == 0 ? null : "other"));
            }

            _gate.IsClosed = run % 2 == 1;
            deliveries.Shutdown(random.Next(50));
        }

        _gate.IsClosed = false;
        using var last = Open();
        using var rest = Deliveries(last);
        Assert.That(() => rest.Waiting, Is.Zero.After(Patience, 10));
        using var letters = DeadLetters.Open(_directory.Path);
        var refused = letters.List(null).ConvertAll(static letter => letter.ExternalId);
        var delivered = $"{Ids("ds")} {Ids("other")}".Split(' ');
        Assert.That(refused, Is.EquivalentTo(Enumerable.Range(0, Records).Where(static i => i % 10 == 3).Select(static i => $"r{i}")));
        Assert.That(delivered, Is.EquivalentTo(Enumerable.Range(0, Records).Select(static i => $"r{i}").Except(refused)));
        Assert.That(_safe, Is.Unique.And.Count.EqualTo(Records));
    }

    [Test]
    public void A_full_queue_goes_to_the_outbox_and_keeps_its_order()
    {
        _gate.IsClosed = true;
        using var journal = Open();
        using var deliveries = Deliveries(journal, maxQueued: 5);
        for (var i = 0; i < 100; i++)
        {
            deliveries.Enqueue(Make($"r{i % 10}", $"version {i:00}"));
        }

        _gate.IsClosed = false;
        Assert.That(deliveries.Flush(Patience), Is.True);
        Assert.That(() => deliveries.Waiting, Is.Zero.After(Patience, 10));
        Assert.That(
            _argilla.Records("ds").Select(static record => record.Fields["prompt"]!.ToString()).Order(),
            Is.EqualTo(Enumerable.Range(90, 10).Select(static i => $"version {i}")));
        Assert.That(() => _safe.Count, Is.EqualTo(100).After(Patience, 10));
    }

    [Test]
    public void What_waits_is_shown_by_whoever_has_the_deliveries_not_by_each_of_them()
    {
        var names = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => names.Add(instrument.Meter == _metrics.Meter ? instrument.Name : "") };
        listener.Start();
        using var journal = Open();
        using var deliveries = Deliveries(journal);
        deliveries.Enqueue(Make("a"));
        deliveries.Enqueue(Make("b", dataset: "other"));
        Assert.That(names, Does.Contain("argilla.exporter.request.duration"));
        Assert.That(names, Has.None.Contains("queue").And.None.Contains("storage"));
    }

    [Test]
    public void Too_many_datasets_go_to_the_default_one()
    {
        using var journal = Open();
        using var deliveries = Deliveries(journal, hasServer: false);
        for (var i = 0; i < DatasetDeliveries.MaxDatasets + 10; i++)
        {
            deliveries.Enqueue(Make($"r{i}", dataset: $"ds-{i}"));
        }

        journal.Dispose();
        using var again = Open();
        Assert.That(again.Reader.Read(static database => database.Number("SELECT count(DISTINCT dataset) FROM outbox")), Is.EqualTo(DatasetDeliveries.MaxDatasets + 1));
        Assert.That(again.Reader.Read(static database => database.Number("SELECT count(*) FROM outbox WHERE dataset = 'ds'")), Is.EqualTo(10));
    }

    private SqliteJournal Open() => SqliteJournal.Open(_directory.Path, 1L << 30, TimeProvider.System);

    private DatasetDeliveries Deliveries(SqliteJournal journal, bool hasServer = true, int maxQueued = 1000)
    {
        var options = new ArgillaExporterOptions
        {
            ApiUrl = _argilla.Url,
            ApiKey = _argilla.ApiKey,
            Dataset = "ds",
            MaxQueuedRecords = maxQueued,
            HttpClientFactory = () => new HttpClient(_gate, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan },
        };
        return new DatasetDeliveries(options, hasServer, journal, _metrics, new HastyTimeProvider(), document =>
        {
            lock (_safe)
            {
                _safe.Add(document.ExternalId);
            }
        });
    }

    private string Ids(string dataset) => string.Join(' ', _argilla.Records(dataset).Select(static record => record.ExternalId).Order(StringComparer.Ordinal));

    private string Safe()
    {
        lock (_safe)
        {
            return string.Join(' ', _safe.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The way to Argilla, which can be closed, or refuse what it does not like.</summary>
    private sealed class Gate() : DelegatingHandler(new SocketsHttpHandler())
    {
        public volatile bool IsClosed;

        public Func<string, bool>? Refuses { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsClosed)
            {
                throw new HttpRequestException("closed");
            }

            if (Refuses is { } refuses && request.Content is { } content && refuses(await content.ReadAsStringAsync(cancellationToken)))
            {
                return new HttpResponseMessage(HttpStatusCode.UnprocessableEntity)
                {
                    Content = new StringContent("""{"detail":"no"}""", Encoding.UTF8, "application/json"),
                };
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
