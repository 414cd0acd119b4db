using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>What the pipeline asks of <see cref="RecordDelivery"/>.</summary>
internal interface IRecordDelivery : IDisposable
{
    /// <inheritdoc cref="RecordDelivery.Enqueue"/>
    void Enqueue(RecordDocument record);

    /// <inheritdoc cref="RecordDelivery.Flush"/>
    bool Flush(int timeoutMilliseconds);

    /// <inheritdoc cref="RecordDelivery.Shutdown"/>
    bool Shutdown(int timeoutMilliseconds);
}
