using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>One bulk request: records fitted to the dataset straight into the bytes that are sent.</summary>
internal sealed class RecordsRequest
{
    private readonly ArgillaApi _api;
    private readonly DeliveryMetrics _metrics;
    private readonly TimeProvider _timeProvider;

    public RecordsRequest(ArgillaApi api, DeliveryMetrics metrics, TimeProvider timeProvider)
    {
        _api = api;
        _metrics = metrics;
        _timeProvider = timeProvider;
    }

    /// <summary>The error, or null.</summary>
    public async Task<ArgillaError?> SendAsync(Destination destination, List<QueuedRecord> records, CancellationToken cancellationToken)
    {
        var body = Build(destination, records);
        using var content = new RecordsContent(body);
        try
        {
            var start = _timeProvider.GetTimestamp();
            var error = await _api.PutRecordsAsync(destination.Dataset.Id, content, cancellationToken).ConfigureAwait(false);
            _metrics.RequestEnded(_timeProvider.GetElapsedTime(start), error);
            return error;
        }
        finally
        {
            if (content.TryClose())
            {
                body.Release();
            }
            else
            {
                _ = body.Detach();
            }
        }
    }

    private static PooledBuffer Build(Destination destination, List<QueuedRecord> records)
    {
        // A little more for what fitting adds.
        var capacity = 1024;
        foreach (var record in records)
        {
            capacity += record.Document.Length + 1;
        }

        var body = new PooledBuffer(capacity);
        try
        {
            body.Append("{\"items\":["u8);
            for (var i = 0; i < records.Count; i++)
            {
                if (i > 0)
                {
                    body.Append(","u8);
                }

                destination.Fitter.Write(records[i].Document, body);
            }

            body.Append("]}"u8);
            return body;
        }
        catch
        {
            body.Release();
            throw;
        }
    }
}
