using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Tests.Journal;

/// <summary>Something that a test does on the writer's thread, within a transaction.</summary>
internal sealed class OwnWork(Action<JournalDatabase> write) : JournalWork
{
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ended => _committed.Task;

    public override void Write(JournalDatabase database) => write(database);

    public override void Committed() => _committed.SetResult();

    public static Task DoAsync(SqliteJournal journal, Action<JournalDatabase> write)
    {
        var work = new OwnWork(write);
        journal.Writer.Add(work);
        return work.Ended;
    }

    /// <summary>Holds the writer within a transaction until the action is called.</summary>
    public static async Task<Action> HoldAsync(SqliteJournal journal)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new ManualResetEventSlim();
        journal.Writer.Add(new OwnWork(_ =>
        {
            reached.SetResult();
            release.Wait();
        }));
        await reached.Task;
        return release.Set;
    }
}
