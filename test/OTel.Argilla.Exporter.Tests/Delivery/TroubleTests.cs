using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

public class TroubleTests
{
    private const int Patience = Waits.Long;

    [Test]
    public void AlternatingCausesAreSaidOnceEachUntilTheyAreOver()
    {
        using var server = new StubArgilla();
        var asked = 0;
        var broken = true;
        server.Intercept = (request, _) =>
        {
            var isVersion = request.RequestUri!.AbsolutePath.EndsWith("version", StringComparison.Ordinal);
            return Task.FromResult(!broken ? null
                : isVersion && Interlocked.Increment(ref asked) % 2 == 0 ? StubArgilla.Html(200)
                : request.RequestUri.AbsolutePath.EndsWith("/me", StringComparison.Ordinal) ? StubArgilla.Json(401, "{}") : null);
        };
        using var outbox = new Outbox(server);

        outbox.Enqueue("a");
        Assert.That(() => Volatile.Read(ref asked), Is.GreaterThan(10).After(Patience, 10));
        Assert.That(outbox.HowOftenSaid("DeliveryBlocked"), Is.EqualTo(2));
        Assert.That(outbox.Said, Has.One.Contains("ApiKey").And.One.Contains("ApiUrl"));

        broken = false;
        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(outbox.HowOftenSaid("DeliveryResumed"), Is.EqualTo(1));
    }

    [TestCase(503, "log")]
    [TestCase(429, "at present")]
    [TestCase(403, "ApiKey")]
    public void ATroubleThatLastsIsSaidOnceAndAgainWhenItComesBack(int status, string hint)
    {
        using var server = new StubArgilla();
        var (refused, broken) = (0, false);
        server.Intercept = (request, _) =>
        {
            var path = request.RequestUri!.AbsolutePath;
            var fails = broken && (path.EndsWith("bulk", StringComparison.Ordinal) || (status == 503 && path.EndsWith("progress", StringComparison.Ordinal)));
            return Task.FromResult(fails && Interlocked.Increment(ref refused) > 0 ? StubArgilla.Json(status, """{"detail":{"code":"c","params":{"detail":"no"}}}""") : null);
        };
        using var outbox = new Outbox(server);
        for (var round = 1; round <= 2; round++)
        {
            (refused, broken) = (0, true);
            outbox.Enqueue($"a{round}");
            Assert.That(() => Volatile.Read(ref refused), Is.GreaterThan(8).After(Patience, 10));
            Assert.That(outbox.HowOftenSaid("DeliveryBlocked"), Is.EqualTo(round));

            broken = false;
            Assert.That(outbox.Delivery.Flush(Patience), Is.True);
            Assert.That(outbox.HowOftenSaid("DeliveryResumed"), Is.EqualTo(round));
        }

        Assert.That(outbox.Said.Where(static line => line.StartsWith("DeliveryBlocked", StringComparison.Ordinal)), Is.All.Contains(hint));
    }

    [Test]
    public void NotesThatNeverEndAreNotAllKeptInMemory()
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server);

        for (var i = 0; i < 300; i++)
        {
            outbox.Delivery.Enqueue(Outbox.Document($"r{i}", $$""","suggestions":[{"question":"q{{i}}","value":1}]"""));
        }

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(outbox.HowOftenSaid("DatasetNote"), Is.InRange(50, 100));
    }
}
