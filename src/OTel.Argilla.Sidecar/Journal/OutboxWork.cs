namespace OTel.Argilla.Sidecar.Journal;

/// <summary>A change of the outbox or the dead letters.</summary>
internal sealed class OutboxWork : JournalWork
{
    private readonly Action<JournalDatabase> _write;
    private readonly Action _committed;

    /// <param name="bytes">Bytes that it holds.</param>
    /// <param name="canWait">Whether nobody waits for it.</param>
    /// <param name="write">Makes the change.</param>
    /// <param name="committed">Called when it is on the disk, by the writer.</param>
    public OutboxWork(long bytes, bool canWait, Action<JournalDatabase> write, Action committed)
    {
        Bytes = bytes;
        CanWait = canWait;
        _write = write;
        _committed = committed;
    }

    public override long Bytes { get; }

    public override bool CanWait { get; }

    public override void Write(JournalDatabase database) => _write(database);

    public override void Committed() => _committed();
}
