using System.Text;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>Keeps records as text; may hang or throw as a server does.</summary>
internal sealed class FakeDelivery : IRecordDelivery
{
    public List<string> Records { get; } = [];

    public List<string> Ids { get; } = [];

    /// <summary>Whether it delivers nothing within any time that it is given.</summary>
    public bool Hangs { get; set; }

    /// <summary>The milliseconds that each flush and shutdown was given.</summary>
    public List<int> Given { get; } = [];

    public Exception? Failure { get; set; }

    public int Shutdowns { get; private set; }

    public int Flushes { get; private set; }

    public void Enqueue(RecordDocument record)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        lock (Records)
        {
            Records.Add(Encoding.UTF8.GetString(record.Json.ToArray()));
            Ids.Add(record.ExternalId);
        }

        record.Release();
    }

    public bool Flush(int timeoutMilliseconds)
    {
        Flushes++;
        return Wait(timeoutMilliseconds);
    }

    public bool Shutdown(int timeoutMilliseconds)
    {
        Shutdowns++;
        return Wait(timeoutMilliseconds);
    }

    public void Dispose()
    {
    }

    private bool Wait(int timeoutMilliseconds)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        Given.Add(timeoutMilliseconds);
        return !Hangs;
    }
}
