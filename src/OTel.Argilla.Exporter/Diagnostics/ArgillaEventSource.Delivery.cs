using System.Diagnostics.Tracing;

namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>Events of delivery, 30 to 69. None holds an API key or the text of a prompt or response.</summary>
internal sealed partial class ArgillaEventSource
{
    [Event(30, Level = EventLevel.Informational, Message = "Records go to the dataset '{0}' ({1}).")]
    public void DatasetReady(string dataset, string datasetId) => WriteEvent(30, dataset, datasetId);

    [Event(31, Level = EventLevel.Error, Message = "Records cannot be delivered and are kept, within the bounds of queue and storage: {0}")]
    public void DeliveryBlocked(string advice) => WriteEvent(31, advice);

    [Event(32, Level = EventLevel.Informational, Message = "Records are delivered again.")]
    public void DeliveryResumed() => WriteEvent(32);

    [Event(33, Level = EventLevel.Warning, Message = "{0}")]
    public void DatasetNote(string note) => WriteEvent(33, note);

    /// <summary>Every failed try; what lasts is said by <see cref="DeliveryBlocked"/>, once.</summary>
    [Event(34, Level = EventLevel.Informational, Message = "A request of {0} records failed ({1}), try {2}; the next in {3} ms.")]
    public void RequestFailed(int records, string error, int tries, int delayMilliseconds) => WriteEvent(34, records, error, tries, delayMilliseconds);

    [Event(35, Level = EventLevel.Error, Message = "Argilla refuses the record {0}: {1}")]
    public void RecordRejected(string externalId, string reason) => WriteEvent(35, externalId, reason);

    [Event(41, Level = EventLevel.Warning, Message = "Argilla did not take the record {0} ({1}). It is kept, and tried again with others, to tell whether it or the server is at fault.")]
    public void RecordSuspected(string externalId, string reason) => WriteEvent(41, externalId, reason);

    [Event(36, Level = EventLevel.Error, Message = "Records were lost ({0}), {1} so far. {2}")]
    public void RecordsDropped(string reason, long total, string advice) => WriteEvent(36, reason, total, advice);

    [Event(37, Level = EventLevel.Informational, Message = "{0} records were stored on disk to be delivered later.")]
    public void RecordsStored(int count) => WriteEvent(37, count);

    [Event(38, Level = EventLevel.Error, Message = "StorageDirectory cannot be used: {0}")]
    public void StorageFailed(string reason) => WriteEvent(38, reason);

    [Event(42, Level = EventLevel.Warning, Message = "Records that were stored for another ApiUrl, Workspace or Dataset wait in {0}, where the file 'destination' tells which. An exporter with these settings delivers them; to have this one deliver them, move the files of its folder 'pending' to {1}.")]
    public void StoredElsewhere(string directory, string pending) => WriteEvent(42, directory, pending);

    [Event(39, Level = EventLevel.Informational, Message = "{0} stored records are being delivered.")]
    public void StoredRecordsTaken(int count) => WriteEvent(39, count);

    [Event(40, Level = EventLevel.Error, Message = "Delivery met an unexpected {0} and goes on.")]
    public void DeliveryFault(string exceptionType) => WriteEvent(40, exceptionType);
}
