namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>What became of the requests that were to be sent on; each is in one of these, or still waits.</summary>
internal sealed class ForwardCounts
{
    private long _sent;
    private long _noRoom;
    private long _refused;
    private long _givenUp;

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Dropped since too much was waiting.</summary>
    public long NoRoom => Interlocked.Read(ref _noRoom);

    /// <summary>Refused by the next receiver.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Given up after the time for further tries, or at the end of the process.</summary>
    public long GivenUp => Interlocked.Read(ref _givenUp);

    public void AddSent() => Interlocked.Increment(ref _sent);

    public void AddNoRoom() => Interlocked.Increment(ref _noRoom);

    public void AddRefused() => Interlocked.Increment(ref _refused);

    public void AddGivenUp() => Interlocked.Increment(ref _givenUp);
}
