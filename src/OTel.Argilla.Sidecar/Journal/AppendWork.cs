namespace OTel.Argilla.Sidecar.Journal;

/// <summary>Keeps the chunks of a request, and answers whoever waits for that.</summary>
internal sealed class AppendWork : JournalWork
{
    private readonly IReadOnlyList<JournalChunk> _chunks;

    /// <summary>Who waits goes on elsewhere: the writer has others to serve.</summary>
    private readonly TaskCompletionSource<JournalAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppendWork(IReadOnlyList<JournalChunk> chunks)
    {
        _chunks = chunks;
        for (var i = 0; i < chunks.Count; i++)
        {
            Bytes += chunks[i].Content.Count;
        }
    }

    public Task<JournalAnswer> Answer => _answer.Task;

    public override long Bytes { get; }

    public override bool CanBeRefused => true;

    public override void Write(JournalDatabase database)
    {
        for (var i = 0; i < _chunks.Count; i++)
        {
            database.AddChunk(_chunks[i]);
        }
    }

    public override void Committed() => _answer.SetResult(new JournalAnswer(true));

    public override void Refused(string problem) => _answer.SetResult(new JournalAnswer(false, problem));
}
