using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Sidecar.Serving.Assembling;

namespace OTel.Argilla.Sidecar.Tests.Serving;

public sealed class QuietTests
{
    private const int Megabyte = 1024 * 1024;

    [Test]
    public void After_much_has_come_and_nothing_since_it_is_told_once()
    {
        var (time, told) = (new FakeTimeProvider(), 0);
        var quiet = new Quiet(() => told++, time);
        for (var i = 0; i < 40; i++)
        {
            quiet.Disturb(Megabyte);
            time.Advance(TimeSpan.FromSeconds(29));
            quiet.Look();
        }

        Assert.That(told, Is.Zero, "something comes all the time");
        time.Advance(TimeSpan.FromSeconds(1));
        quiet.Look();
        time.Advance(TimeSpan.FromHours(1));
        quiet.Look();
        Assert.That(told, Is.EqualTo(1));
    }

    [Test]
    public void After_little_nobody_is_told()
    {
        var (time, told) = (new FakeTimeProvider(), 0);
        var quiet = new Quiet(() => told++, time);
        quiet.Disturb(31 * Megabyte);
        time.Advance(TimeSpan.FromHours(1));
        quiet.Look();
        Assert.That(told, Is.Zero);
        quiet.Disturb(Megabyte);
        time.Advance(TimeSpan.FromSeconds(30));
        quiet.Look();
        Assert.That(told, Is.EqualTo(1), "it adds up");
    }
}
