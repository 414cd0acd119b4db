using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>How long nothing has got through. Written by whoever carries a batch, read by all of them; single values, so no lock.</summary>
internal sealed class OutageState
{
    private int _outages;
    private int _refusals;
    private int _suspectRefusals;
    private LastAnswer? _lastAnswer;

    /// <summary>Batches in a row that found Argilla away; 0 when the last one got an answer.</summary>
    public int Outages => Volatile.Read(ref _outages);

    /// <summary>What the last request ended with; null when none was sent yet.</summary>
    public LastAnswer? LastAnswer => Volatile.Read(ref _lastAnswer);

    /// <summary>A request has ended so; no error when it was answered as it should be.</summary>
    public void Heard(ArgillaError? error) => Volatile.Write(ref _lastAnswer, new LastAnswer(error));

    /// <summary>The batch found Argilla away; how many did in a row.</summary>
    public int WasAway() => Interlocked.Increment(ref _outages);

    /// <summary>The batch got answers.</summary>
    public void WasReached() => Volatile.Write(ref _outages, 0);

    /// <summary>New records were refused while Argilla itself answers; how many batches were in a row.</summary>
    public int WasRefused() => Interlocked.Increment(ref _refusals);

    /// <summary>Records were refused without proof, new ones or again; how many batches were in a row.</summary>
    public int SuspectsWereRefused() => Interlocked.Increment(ref _suspectRefusals);

    /// <summary>A request was taken.</summary>
    public void WasAccepted()
    {
        Volatile.Write(ref _outages, 0);
        Volatile.Write(ref _refusals, 0);
        Volatile.Write(ref _suspectRefusals, 0);
    }
}
