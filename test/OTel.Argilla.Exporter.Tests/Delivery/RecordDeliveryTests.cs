using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

public class RecordDeliveryTests
{
    private const int Patience = Waits.Long;

    [Test]
    public void CreatesTheDatasetAndDelivers()
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server);

        outbox.Enqueue("b", "a", "c");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Records.Keys, Is.EquivalentTo((string[])["a", "b", "c"]));
        Assert.That(server.Dataset!["status"]!.GetValue<string>(), Is.EqualTo("ready"));
        Assert.That(server.Fields.Select(static field => (string)field!["name"]!), Is.EqualTo((string[])["prompt", "response", "conversation"]));
        Assert.That(server.Fields.All(static field => (bool)field!["settings"]!["use_markdown"]!), Is.True);
        Assert.That(server.Properties.Select(static property => $"{property!["name"]}:{property["settings"]!["type"]}"), Is.EqualTo(
            (string[])["model:terms", "service:terms", "tokens:integer", "latency_ms:float", "trace_id:terms"]));
        Assert.That(outbox.Count("exported"), Is.EqualTo(3));
    }

    [Test]
    public void ABatchIsASpanForWhoAsksForIt()
    {
        var told = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == DeliveryActivities.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => told.Enqueue($"{activity.DisplayName} {activity.GetTagItem("argilla.records")} {activity.GetTagItem("outcome")} {activity.ParentSpanId}"),
        };
        ActivitySource.AddActivityListener(listener);
        using var server = new StubArgilla();
        using (var outbox = new Outbox(server))
        {
            using var surrounding = new Activity("request").Start();
            outbox.Enqueue("b", "a", "c");
            Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        }

        Assert.That(told, Is.EqualTo(new[] { "deliver 3 delivered 0000000000000000" }));
    }

    [Test]
    public void ABatchIsSortedAndHoldsTheNewestVersionOfARecord()
    {
        using var server = new StubArgilla();
        using var gate = new ManualResetEventSlim();
        server.Intercept = (_, _) =>
        {
            gate.Wait();
            return Task.FromResult<HttpResponseMessage?>(null);
        };
        using var outbox = new Outbox(server, options => options.MaxRecordsPerRequest = 4);

        outbox.Enqueue("c", "b");
        outbox.Delivery.Enqueue(Outbox.Document("c", prompt: "newer"));
        outbox.Enqueue("a");
        gate.Set();

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That((string)server.Records["c"]["fields"]!["prompt"]!, Is.EqualTo("newer"));
        Assert.That(server.Batches.All(batch => batch.SequenceEqual(batch.Distinct().Order(StringComparer.Ordinal))), Is.True);
        Assert.That(outbox.Count("exported") + outbox.Count("skipped"), Is.EqualTo(4));
        Assert.That(outbox.Count("exported"), Is.EqualTo(server.Batches.Sum(static batch => batch.Length)));
    }

    [TestCase(408)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public void PassingAnswersAreTriedAgain(int status)
    {
        using var server = new StubArgilla();
        var failures = 2;
        server.OnBulk = _ => failures-- > 0 ? StubArgilla.Json(status, """{"detail":"later"}""") : null;
        using var outbox = new Outbox(server);

        outbox.Enqueue("a", "b");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(outbox.Count("exported"), Is.EqualTo(2));
        Assert.That(outbox.Count("rejected"), Is.Zero);
    }

    [Test]
    public void ABrokenConnectionIsTriedAgain()
    {
        using var server = new StubArgilla();
        var failures = 3;
        server.Intercept = (_, _) => failures-- > 0 ? throw new HttpRequestException("reset") : Task.FromResult<HttpResponseMessage?>(null);
        using var outbox = new Outbox(server);

        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
    }

    [Test]
    public void WaitsAsLongAsTheServerAsks()
    {
        using var server = new StubArgilla();
        var time = new HastyTimeProvider();
        var failures = 1;
        server.OnBulk = _ =>
        {
            if (failures-- <= 0)
            {
                return null;
            }

            var answer = StubArgilla.Json(429, "{}");
            answer.Headers.Add("Retry-After", "37");
            return answer;
        };
        using var outbox = new Outbox(server, timeProvider: time);

        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(time.Waits, Does.Contain(TimeSpan.FromSeconds(37)));
    }

    [Test]
    public void ARecordThatAnAnswerNamesIsSetAsideAndTheOthersAreDelivered(
        [Values(1, 3, 9)] int bad, [Values] bool asText)
    {
        using var server = new StubArgilla();
        var badIds = Enumerable.Range(0, bad).Select(static i => $"r{i * 2:00}").ToHashSet();
        server.OnBulk = items =>
        {
            var positions = Positions(items, badIds);
            var errors = string.Join(",", positions.Select(static p => $$"""{"type":"string_type","loc":["body","items",{{p}},"fields"],"msg":"SECRET"}"""));
            return positions.Length == 0 ? null : StubArgilla.Json(422, asText
                ? $$"""{"detail":"Record at position {{positions[0]}} is not valid because missing required value for field: 'prompt'"}"""
                : """{"detail":{"code":"argilla.api.errors::ValidationError","params":{"errors":[""" + errors + "]}}}");
        };
        using var outbox = new Outbox(server);

        outbox.Enqueue(Enumerable.Range(0, 20).Select(static i => $"r{i:00}"));

        Assert.That(outbox.Delivery.Flush(Patience), Is.False);
        Assert.That(outbox.Count("rejected"), Is.EqualTo(bad));
        Assert.That(outbox.Count("exported"), Is.EqualTo(20 - bad));
        Assert.That(server.Records.Keys.Intersect(badIds), Is.Empty);
        Assert.That(string.Join("\n", outbox.Said), Does.Not.Contain("SECRET"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void ARecordThatNoAnswerNamesIsFoundByHalving(int bad)
    {
        using var server = new StubArgilla();
        var badIds = Enumerable.Range(0, bad).Select(static i => $"r{i * 7:000}").ToHashSet();
        server.OnBulk = items => Positions(items, badIds).Length == 0 ? null : StubArgilla.Fault("sqlalchemy.exc.DBAPIError");
        using var outbox = new Outbox(server);

        outbox.Enqueue(Enumerable.Range(0, 100).Select(static i => $"r{i:000}"));

        Assert.That(outbox.Delivery.Flush(Patience), Is.False);
        Assert.That(outbox.Count("rejected"), Is.EqualTo(bad));
        Assert.That(outbox.Count("exported"), Is.EqualTo(100 - bad));
        Assert.That(string.Join("\n", outbox.Said), Does.Not.Contain("SECRET"));
    }

    [TestCase("opensearchpy.exceptions.ConnectionError", true)]
    [TestCase("sqlalchemy.exc.OperationalError", false)]
    public void AnOutageBehindA500RejectsNothing(string type, bool probeFails)
    {
        using var server = new StubArgilla();
        var failures = 12;
        server.OnBulk = _ => failures-- > 0 ? StubArgilla.Fault(type) : null;
        server.Intercept = (request, _) => Task.FromResult(
            probeFails && failures is > 0 and < 12 && request.RequestUri!.AbsolutePath.EndsWith("progress", StringComparison.Ordinal) ? StubArgilla.Fault(type) : null);
        using var outbox = new Outbox(server);

        outbox.Enqueue("a", "b", "c");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(outbox.Count("exported"), Is.EqualTo(3));
    }

    [Test]
    public void AFullQueueDropsTheNewestAndSaysSo()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using var outbox = new Outbox(server, options => (options.MaxQueuedRecords, options.MaxRecordsPerRequest) = (10, 5));

        outbox.Enqueue(Enumerable.Range(0, 100).Select(static i => $"r{i:000}"));
        outbox.Delivery.Shutdown(200);

        Assert.That(outbox.Count("dropped"), Is.EqualTo(100));
        Assert.That(outbox.Said.Count(static line => line.StartsWith("RecordsDropped", StringComparison.Ordinal)), Is.InRange(1, 10));
    }

    [Test]
    public void AHungServerHoldsNeitherFlushNorShutdown()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => new TaskCompletionSource<HttpResponseMessage?>().Task };
        using var outbox = new Outbox(server);
        outbox.Enqueue("a");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.That(outbox.Delivery.Flush(100), Is.False);
        Assert.That(outbox.Delivery.Shutdown(500), Is.False);

        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(Waits.Long));
        Assert.That(outbox.Count("dropped"), Is.EqualTo(1));
    }

    [Test]
    public void ARecordAfterShutdownIsCounted()
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server);
        outbox.Delivery.Shutdown(1000);

        outbox.Enqueue("late");

        Assert.That(outbox.Count("dropped"), Is.EqualTo(1));
    }

    [Test]
    public void SeveralRequestsInFlightKeepVersionsInOrder()
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server, options => (options.MaxConcurrentRequests, options.MaxRecordsPerRequest) = (4, 3));

        for (var round = 0; round < 20; round++)
        {
            foreach (var id in (string[])["a", "b", "c", "d"])
            {
                outbox.Delivery.Enqueue(Outbox.Document(id, prompt: $"{round}"));
            }
        }

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Records.Values.Select(static record => (string)record["fields"]!["prompt"]!), Is.All.EqualTo("19"));
        Assert.That(outbox.Count("exported") + outbox.Count("skipped"), Is.EqualTo(80));
        Assert.That(outbox.Count("exported"), Is.EqualTo(server.Batches.Sum(static batch => batch.Length)));
    }

    [Test]
    public void EveryRecordComesToExactlyOneEnd([Range(1, 15)] int seed)
    {
        using var server = new StubArgilla();
        var random = new Random(seed);
        server.OnBulk = items => random.Next(8) switch
        {
            0 => throw new HttpRequestException("reset"),
            1 => StubArgilla.Json(503, "{}"),
            2 => StubArgilla.Fault("sqlalchemy.exc.IntegrityError"),
            3 => StubArgilla.Html(502),
            4 when random.Next(3) == 0 => StubArgilla.Json(422, """{"detail":"Record at position 0 is not valid because fields cannot be empty"}"""),
            _ => null,
        };
        using var outbox = new Outbox(server, options =>
            (options.MaxConcurrentRequests, options.MaxRecordsPerRequest, options.MaxQueuedRecords) = (1 + (seed % 3), 7, 60));

        outbox.Enqueue(Enumerable.Range(0, 200).Select(i => $"r{random.Next(150)}"));
        outbox.Delivery.Flush(Patience);
        outbox.Delivery.Shutdown(1000);

        Assert.That(outbox.Count("exported") + outbox.Count("skipped") + outbox.Count("rejected") + outbox.Count("dropped"), Is.EqualTo(200));
    }

    private static int[] Positions(JsonArray items, HashSet<string> bad) =>
        [.. items.Select(static (item, position) => (Id: (string)item!["external_id"]!, position)).Where(pair => bad.Contains(pair.Id)).Select(static pair => pair.position)];
}
