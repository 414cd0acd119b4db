using System.Text.Json.Nodes;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>A record that Argilla refuses is told from a server that refuses everything.</summary>
public class RefusalTests
{
    private const int Patience = Waits.Long;

    private static readonly Dictionary<string, Func<HttpResponseMessage>> Refusals = new()
    {
        ["422 without a position"] = static () => StubArgilla.Json(422, """{"detail":"'NoneType' object has no attribute 'items'"}"""),
        ["422 for the whole body"] = static () => StubArgilla.Json(
            422, """{"detail":{"code":"argilla.api.errors::ValidationError","params":{"errors":[{"type":"missing","loc":["body"],"msg":"Field required"}]}}}"""),
        ["400"] = static () => StubArgilla.Json(400, """{"detail":"There was an error parsing the body"}"""),
        ["413"] = static () => StubArgilla.Html(413),
        ["500"] = static () => StubArgilla.Fault("sqlalchemy.exc.DBAPIError"),
        ["502"] = static () => StubArgilla.Html(502),
        ["403 of a proxy"] = static () => StubArgilla.Html(403),
        ["200 with a page"] = static () => StubArgilla.Html(200),
        ["a broken connection"] = static () => throw new HttpRequestException("reset"),
    };

    private static IEnumerable<string> Kinds => Refusals.Keys;

    [TestCaseSource(nameof(Kinds))]
    public void AServerThatRefusesEverythingCostsNoRecord(string kind)
    {
        using var server = new StubArgilla();
        var refused = 0;
        var healed = false;
        server.OnBulk = _ => !healed && Interlocked.Increment(ref refused) > 0 ? Refusals[kind]() : null;
        using var outbox = new Outbox(server, static options => options.MaxRecordsPerRequest = 10);

        outbox.Enqueue(Enumerable.Range(0, 30).Select(static i => $"r{i:00}"));
        Assert.That(() => Volatile.Read(ref refused), Is.GreaterThan(100).After(Patience, 10));
        Assert.That(outbox.Counts, Is.Empty);
        Assert.That(outbox.HowOftenSaid("DeliveryBlocked"), Is.EqualTo(1));

        healed = true;

        // A batch that was on its way when the server healed may still end as refused, which the first flush says.
        Assert.That(() => outbox.Delivery.Flush(Patience), Is.True.After(Patience, 1));
        Assert.That((outbox.Count("exported"), outbox.Count("rejected")), Is.EqualTo((30, 0)));
        Assert.That(outbox.HowOftenSaid("DeliveryResumed"), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Kinds))]
    public void ABadRecordAmongOthersIsSetAsideByItself(string kind)
    {
        using var server = new StubArgilla { OnBulk = items => Holds(items, "bad") ? Refusals[kind]() : null };
        using var outbox = new Outbox(server);

        outbox.Enqueue(Enumerable.Range(0, 50).Select(static i => $"r{i:00}").Append("bad"));

        Assert.That(outbox.Delivery.Flush(Patience), Is.False);
        Assert.That((outbox.Count("exported"), outbox.Count("rejected")), Is.EqualTo((50, 1)));
        Assert.That(outbox.Said, Has.One.StartsWith("RecordRejected: bad"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void ABadRecordAloneWaitsHoldsNobodyUpAndIsSetAsideOnceOthersWereTaken(string kind)
    {
        using var server = new StubArgilla { OnBulk = items => Holds(items, "bad") ? Refusals[kind]() : null };
        using var outbox = new Outbox(server);

        outbox.Enqueue("bad");
        Assert.That(outbox.Delivery.Flush(Patience), Is.False);
        Assert.That(outbox.Counts, Is.Empty);
        Assert.That(outbox.HowOftenSaid("RecordSuspected: bad"), Is.EqualTo(1));

        outbox.Enqueue("good");

        Assert.That(() => outbox.Count("exported"), Is.EqualTo(1).After(Patience, 10));
        Assert.That(() => outbox.Count("rejected"), Is.EqualTo(1).After(Patience, 10));
        Assert.That(server.Records.Keys, Is.EqualTo((string[])["good"]));
    }

    /// <summary>A flush that looks just then must not call it delivered.</summary>
    [Test]
    public void ARefusedRecordIsHeldWhileItIsTriedAgain()
    {
        var queue = new RecordQueue(10, 1_000, TimeProvider.System);
        Assert.That(queue.TryAdd(Outbox.Document("bad"), wakeAt: 1), Is.True);
        var first = queue.Take(10, 1_000)!;
        Assert.That(queue.HoldsSuspects, Is.False);

        Assert.That(queue.TryRequeue([first.Records[0].With(Suspicion.After(null, 0))], TimeSpan.Zero, out _), Is.True);
        queue.Settle(first);
        Assert.That(queue.HoldsSuspects, Is.True, "it waits");
        var again = queue.Take(10, 1_000)!;
        Assert.That(queue.HoldsSuspects, Is.True, "it is on its way");
        queue.Settle(again);
        Assert.That(queue.HoldsSuspects, Is.False);
    }

    /// <summary>Time passes between any two looks at the clock, so also between the look whether a rest is over and the one how long it still lasts.</summary>
    [Test]
    public void ARefusedRecordIsTriedAgainWhateverTheClockDoes([Range(100, 600, 50)] int strideMilliseconds)
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server, timeProvider: new HastyTimeProvider(TimeSpan.FromMilliseconds(strideMilliseconds)));
        server.OnBulk = _ => outbox.HowOftenSaid("RecordSuspected: r") > 0 ? null : Refusals["400"]();

        outbox.Enqueue("r");

        Assert.That(() => outbox.Count("exported"), Is.EqualTo(1).After(Patience, 5));
    }

    [Test]
    public void ABadRecordThatAlwaysGoesAloneIsSetAsideAfterOthersWereTakenInBetween()
    {
        using var server = new StubArgilla { OnBulk = static items => Holds(items, "bad") ? Refusals["413"]() : null };
        using var outbox = new Outbox(server, static options => options.MaxRecordsPerRequest = 1);

        outbox.Enqueue("bad");
        for (var i = 0; i < 5; i++)
        {
            outbox.Enqueue($"good{i}");
            _ = outbox.Delivery.Flush(Patience);
        }

        Assert.That((outbox.Count("exported"), outbox.Count("rejected")), Is.EqualTo((5, 1)));
        Assert.That(server.Batches.Count(static batch => batch.Contains("bad")), Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public void OnlyBadRecordsAreFoundOutToo()
    {
        var bad = Enumerable.Range(0, 6).Select(static i => $"bad{i}").ToHashSet();
        using var server = new StubArgilla { OnBulk = items => bad.Overlaps(Ids(items)) ? Refusals["500"]() : null };
        using var outbox = new Outbox(server, static options => options.MaxRecordsPerRequest = 2);

        outbox.Enqueue(bad);
        for (var i = 0; i < 20; i++)
        {
            outbox.Enqueue($"good{i}a", $"good{i}b");
            _ = outbox.Delivery.Flush(Patience);
        }

        Assert.That((outbox.Count("exported"), outbox.Count("rejected")), Is.EqualTo((40, 6)));
    }

    [Test]
    public void AServerThatBeginsToRefuseEverythingWhileABadRecordIsLookedForCostsNoGoodOne([Values(2, 3, 5, 9)] int acceptedBefore)
    {
        using var server = new StubArgilla();
        var (accepted, healed) = (0, false);
        server.OnBulk = items =>
            Holds(items, "bad") || (!healed && accepted >= acceptedBefore) ? Refusals["422 without a position"]()
            : Interlocked.Increment(ref accepted) > 0 ? null : null;
        using var outbox = new Outbox(server, static options => options.MaxRecordsPerRequest = 60);

        outbox.Enqueue(Enumerable.Range(0, 50).Select(static i => $"r{i:00}").Append("bad"));
        _ = outbox.Delivery.Flush(Patience);
        healed = true;
        outbox.Enqueue("z");
        _ = outbox.Delivery.Flush(Patience);

        Assert.That(() => outbox.Count("exported"), Is.EqualTo(51).After(Patience, 10));
        Assert.That(outbox.Said.Where(static line => line.StartsWith("RecordRejected", StringComparison.Ordinal)), Is.All.Contains("bad"));
    }

    [Test]
    public void ADatasetThatChangedIsLookedAtAnewBeforeARecordIsSetAside()
    {
        using var server = new StubArgilla();
        server.AddDataset("ds");
        server.AddField("prompt");
        server.AddField("response");
        using var outbox = new Outbox(server);
        outbox.Delivery.Enqueue(Outbox.Document("a", ""","metadata":{"kind":"llm"}"""));
        Assert.That(outbox.Delivery.Flush(Patience), Is.True);

        server.AddDataset("ds", allowExtra: false);
        server.OnBulk = static items => items.Any(static item => item!["metadata"]?["kind"] is not null)
            ? StubArgilla.Json(422, """{"detail":"Record at position 0 is not valid because metadata is not valid: 'kind' metadata property does not exists for dataset 'd' and extra metadata is not allowed for this dataset"}""")
            : null;
        outbox.Delivery.Enqueue(Outbox.Document("b", ""","metadata":{"kind":"llm"}"""));

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That((outbox.Count("exported"), outbox.Count("rejected")), Is.EqualTo((2, 0)));
    }

    [Test]
    public void ADeletedDatasetIsMadeAnewAndNothingIsLost()
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server);
        outbox.Enqueue("a");
        Assert.That(outbox.Delivery.Flush(Patience), Is.True);

        server.Dataset = null;
        server.Fields.Clear();
        server.Questions.Clear();
        server.Properties.Clear();
        server.OnBulk = _ => server.Dataset is null ? StubArgilla.Json(404, """{"detail":"Dataset with id `d-1` not found"}""") : null;
        outbox.Enqueue("b");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(outbox.Count("exported"), Is.EqualTo(2));
        Assert.That(server.Fields, Has.Count.EqualTo(3));
    }

    [Test]
    public void APlaceThatNoRecordHasCostsNone()
    {
        using var server = new StubArgilla();
        var refusals = 2;
        server.OnBulk = _ => refusals-- > 0 ? StubArgilla.Json(422, """{"detail":{"code":"x","params":{"errors":[{"loc":["body","items",-3,"x"],"type":"y"}]}}}""") : null;
        using var outbox = new Outbox(server);
        outbox.Enqueue(Enumerable.Range(0, 20).Select(static i => $"r{i:00}"));

        _ = outbox.Delivery.Flush(Waits.Long);
        Assert.That(() => outbox.Count("exported"), Is.EqualTo(20).After(Waits.Long, 10), () => string.Join(" ", outbox.Reasons));
    }

    [Test]
    public void LookingForABadRecordTakesFewRequests()
    {
        using var server = new StubArgilla { OnBulk = static items => Holds(items, "r100") ? Refusals["400"]() : null };
        using var outbox = new Outbox(server);

        outbox.Enqueue(Enumerable.Range(0, 200).Select(static i => $"r{i:000}"));
        _ = outbox.Delivery.Flush(Patience);

        // The whole, once more after the look at the dataset, a canary twice, and two for each halving.
        Assert.That(server.Batches, Has.Count.LessThanOrEqualTo(2 + 2 + (2 * 9)));
        Assert.That((outbox.Count("exported"), outbox.Count("rejected")), Is.EqualTo((199, 1)));
    }

    private static IEnumerable<string> Ids(JsonArray items) => items.Select(static item => (string)item!["external_id"]!);

    private static bool Holds(JsonArray items, string id) => Ids(items).Contains(id);
}
