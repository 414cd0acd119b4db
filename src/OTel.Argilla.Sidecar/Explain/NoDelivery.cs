using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Sends nothing: an explanation is of the evaluation alone.</summary>
internal sealed class NoDelivery : IRecordDelivery
{
    public void Enqueue(RecordDocument record) => record.Release();

    public bool Flush(int timeoutMilliseconds) => true;

    public bool Shutdown(int timeoutMilliseconds) => true;

    public void Dispose()
    {
    }
}
