using OTel.Argilla.Sidecar.Serving.Assembling;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>Requests that come in a rush go first, but not for ever.</summary>
public sealed class AssemblerThreadTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Test]
    public void In_a_rush_nothing_is_assembled_and_after_it_all_is()
    {
        const int LooksInRush = 5;
        using var rig = new AssemblyRig(static _ => { });
        Ingest(rig);
        var looks = 0;
        var wasTaken = false;
        bool IsRush()
        {
            wasTaken |= rig.Queue.IsEmpty && Volatile.Read(ref looks) < LooksInRush;
            return Interlocked.Increment(ref looks) <= LooksInRush;
        }

        using var thread = new AssemblerThread(rig.Assembler, IsRush, static exception => Assert.Fail(exception.ToString()));
        Assert.That(SpinWait.SpinUntil(() => rig.Queue.IsEmpty, Long), Is.True);
        Assert.That((Volatile.Read(ref looks) > LooksInRush, wasTaken), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_rush_without_an_end_delays_it_only()
    {
        using var rig = new AssemblyRig(static _ => { });
        Ingest(rig);
        using var thread = new AssemblerThread(rig.Assembler, static () => true, static exception => Assert.Fail(exception.ToString()));
        Assert.That(SpinWait.SpinUntil(() => rig.Queue.IsEmpty, Long), Is.True);
    }

    [Test]
    public void It_ends_at_once_in_a_rush()
    {
        using var rig = new AssemblyRig(static _ => { });
        Ingest(rig);
        var thread = new AssemblerThread(rig.Assembler, static () => true, static exception => Assert.Fail(exception.ToString()));
        thread.Dispose();
        Assert.That(rig.Queue.IsEmpty, Is.False);
    }

    private static void Ingest(AssemblyRig rig) => rig.Ingest(Requests.Chat(1, 1));
}
