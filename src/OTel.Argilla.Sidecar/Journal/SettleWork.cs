namespace OTel.Argilla.Sidecar.Journal;

/// <summary>Says what of chunks is of no use any more.</summary>
internal sealed class SettleWork(IReadOnlyList<SettledChunk> chunks) : JournalWork
{
    public override bool CanWait => true;

    public override void Write(JournalDatabase database)
    {
        for (var i = 0; i < chunks.Count; i++)
        {
            if (chunks[i].Settled is { } items)
            {
                database.Execute("INSERT OR REPLACE INTO settled (chunk, items) VALUES ($0, $1)", chunks[i].Id, items);
                continue;
            }

            database.Execute("DELETE FROM chunks WHERE id = $0", chunks[i].Id);
            database.Execute("DELETE FROM settled WHERE chunk = $0", chunks[i].Id);
        }
    }
}
