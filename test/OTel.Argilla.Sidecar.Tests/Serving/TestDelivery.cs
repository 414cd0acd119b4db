using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Serving.Assembling;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>Holds records until they are let through; those that a crash finds here are gone.</summary>
internal sealed class TestDelivery(Settlement settlement, Action<RecordDocument> send) : IRecordDelivery
{
    private readonly Queue<RecordDocument> _records = new();

    public int Count => _records.Count;

    public void Enqueue(RecordDocument record) => _records.Enqueue(record);

    /// <summary>So many arrive.</summary>
    public void LetThrough(int most = int.MaxValue)
    {
        for (; most > 0 && _records.TryDequeue(out var record); most--)
        {
            settlement.SetSafe(record);
            send(record);
        }
    }

    public bool Flush(int timeoutMilliseconds) => true;

    public bool Shutdown(int timeoutMilliseconds) => true;

    public void Dispose()
    {
    }
}
