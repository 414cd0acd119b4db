using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

public class RequestBoundsTests
{
    private const int Patience = Waits.Long;

    [Test]
    public void TwoHundredRecordsARequestAndOneRequestInFlightAreTheDefault()
    {
        using var server = new StubArgilla();
        using var gate = new ManualResetEventSlim();
        var (inFlight, most) = (0, 0);
        server.Intercept = async (request, _) =>
        {
            await Task.Yield();
            gate.Wait();
            if (request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.EndsWith("bulk", StringComparison.Ordinal))
            {
                most = Math.Max(most, Interlocked.Increment(ref inFlight));
                await Task.Yield();
                Interlocked.Decrement(ref inFlight);
            }

            return null;
        };
        using var outbox = new Outbox(server);

        outbox.Enqueue(Enumerable.Range(0, 1000).Select(static i => $"r{i:0000}"));
        gate.Set();

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Batches.Max(static batch => batch.Length), Is.EqualTo(200));
        Assert.That(most, Is.EqualTo(1));
        Assert.That(server.Batches, Has.All.Ordered);
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task AsManyRequestsAsAllowedAreInFlight(int allowed)
    {
        using var server = new StubArgilla();
        var waiting = new List<TaskCompletionSource<HttpResponseMessage?>>();
        server.Intercept = (request, _) =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("bulk", StringComparison.Ordinal))
            {
                return Task.FromResult<HttpResponseMessage?>(null);
            }

            var answer = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (waiting)
            {
                waiting.Add(answer);
            }

            return answer.Task;
        };
        using var outbox = new Outbox(server, options => (options.MaxConcurrentRequests, options.MaxRecordsPerRequest) = (allowed, 2));

        outbox.Enqueue(Enumerable.Range(0, 20).Select(static i => $"r{i:00}"));
        Assert.That(() => Waiting().Length, Is.EqualTo(allowed).After(Patience, 10));

        // One answered, one more goes out, and no more than that.
        Waiting()[0].SetResult(null);
        Assert.That(() => Waiting().Length, Is.EqualTo(allowed + 1).After(Patience, 10));
        Assert.That(Waiting().Count(static answer => !answer.Task.IsCompleted), Is.EqualTo(allowed));

        server.Intercept = null;
        foreach (var answer in Waiting())
        {
            _ = answer.TrySetResult(null);
        }

        Assert.That(await Task.Run(() => outbox.Delivery.Flush(Patience)), Is.True);

        TaskCompletionSource<HttpResponseMessage?>[] Waiting()
        {
            lock (waiting)
            {
                return [.. waiting];
            }
        }
    }

    [Test]
    public void ARequestIsBoundedByBytesAndALargerRecordGoesAlone()
    {
        using var server = new StubArgilla();
        using var gate = new ManualResetEventSlim();
        var sizes = new List<int>();
        server.Intercept = async (request, body) =>
        {
            await Task.Yield();
            gate.Wait();
            if (request.RequestUri!.AbsolutePath.EndsWith("bulk", StringComparison.Ordinal))
            {
                sizes.Add(body.Length);
            }

            return null;
        };
        using var outbox = new Outbox(server, static options => options.MaxRequestBytes = 4_000);

        outbox.Enqueue(Enumerable.Range(0, 100).Select(static i => $"a{i:00}"));
        outbox.Delivery.Enqueue(Outbox.Document("big", prompt: new string('x', 10_000)));
        outbox.Enqueue(Enumerable.Range(0, 100).Select(static i => $"b{i:00}"));
        gate.Set();

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(outbox.Count("exported"), Is.EqualTo(201));
        Assert.That(server.Batches.Single(static batch => batch.Contains("big")), Has.Length.EqualTo(1));

        // The bound is on the records; brackets and commas come on top.
        Assert.That(sizes.Where(static size => size < 10_000).Max(), Is.InRange(3_000, 4_300));
    }

    [Test]
    public void TheQueueIsBoundedByBytesToo()
    {
        using var server = new StubArgilla { Intercept = static (_, _) => throw new HttpRequestException("away") };
        using var outbox = new Outbox(server, static options => options.MaxQueuedBytes = 10_000);

        for (var i = 0; i < 100; i++)
        {
            outbox.Delivery.Enqueue(Outbox.Document($"r{i:00}", prompt: new string('x', 1_000)));
            Assert.That(outbox.Gauge("argilla.exporter.queue.bytes"), Is.LessThanOrEqualTo(10_000));
        }

        Assert.That(outbox.Reason("dropped:queue_full"), Is.GreaterThan(60));
        Assert.That(outbox.Said, Has.Some.StartsWith("RecordsDropped: queue_full"));
    }

    [Test]
    public void GaugesShowWhatWaitsAndTheHistogramHowRequestsWent()
    {
        using var server = new StubArgilla();
        using var gate = new ManualResetEventSlim();
        var failures = 1;
        server.Intercept = async (_, _) =>
        {
            await Task.Yield();
            gate.Wait();
            return null;
        };
        server.OnBulk = _ => failures-- > 0 ? StubArgilla.Json(503, "{}") : null;
        using var outbox = new Outbox(server, static options => options.MaxRecordsPerRequest = 2);
        var length = 0;
        foreach (var id in (string[])["a", "b", "c", "d", "e"])
        {
            var document = Outbox.Document(id);
            length = document.Length;
            outbox.Delivery.Enqueue(document);
        }

        // The first two are on their way.
        Assert.That(() => outbox.Gauge("argilla.exporter.queue.records"), Is.EqualTo(3).After(Patience, 10));
        Assert.That(outbox.Gauge("argilla.exporter.queue.bytes"), Is.EqualTo(3 * length));

        gate.Set();
        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(outbox.Gauge("argilla.exporter.queue.records"), Is.Zero);
        Assert.That(outbox.Gauge("argilla.exporter.queue.bytes"), Is.Zero);
        Assert.That(outbox.Durations.Select(static request => request.Outcome), Is.EqualTo((string[])["Unavailable", "ok", "ok", "ok"]));
        Assert.That(outbox.Durations.Select(static request => request.Seconds), Is.All.InRange(0, 20));
    }
}
