namespace OTel.Argilla.Sidecar.Journal;

/// <summary>A change of the journal that waits for the writer.</summary>
internal abstract class JournalWork
{
    /// <summary>Bytes that it holds in memory until it is committed.</summary>
    public virtual long Bytes => 0;

    /// <summary>Whether it can be given up: then it finds no room in a journal that has reached its bound, and is not tried again after an error.</summary>
    public virtual bool CanBeRefused => false;

    /// <summary>Whether nobody waits for it: it goes with the next change that somebody waits for, if that comes soon.</summary>
    public virtual bool CanWait => false;

    /// <summary>Makes the change, within a transaction of the writer's.</summary>
    public abstract void Write(JournalDatabase database);

    /// <summary>It is on the disk. Called by the writer: must be quick, and not throw.</summary>
    public virtual void Committed()
    {
    }

    /// <summary>It was given up.</summary>
    public virtual void Refused(string problem)
    {
    }
}
