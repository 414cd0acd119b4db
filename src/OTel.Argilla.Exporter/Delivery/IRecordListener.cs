namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Is told of each record that comes to an end; what goes to disk has not come to one yet.</summary>
internal interface IRecordListener
{
    /// <summary>Called once for a record, on whatever thread brought it there, before its memory is given back. Must be quick, and not throw.</summary>
    void Ended(in QueuedRecord record, RecordEnd end);
}
