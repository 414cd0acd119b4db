namespace OTel.Argilla.Exporter.Records;

/// <summary>Lets the user's hook see a record: reads the document into an <see cref="ArgillaRecord"/>, calls the hook, writes what it gave.</summary>
internal sealed class RecordHookAdapter
{
    private readonly Func<ArgillaRecord, ArgillaRecord?> _hook;
    private readonly HookedRecordWriter _writer = new();

    public RecordHookAdapter(Func<ArgillaRecord, ArgillaRecord?> hook) => _hook = hook;

    /// <summary>
    /// The record after the hook, or null when the hook dropped it. Takes the document over: it is released in any case. What the hook throws is
    /// thrown on: the caller counts the record as rejected.
    /// </summary>
    public RecordDocument? Apply(RecordDocument document)
    {
        try
        {
            return _hook(HookedRecordReader.Read(document)) is { } kept ? _writer.Write(kept) : null;
        }
        finally
        {
            document.Release();
        }
    }
}
