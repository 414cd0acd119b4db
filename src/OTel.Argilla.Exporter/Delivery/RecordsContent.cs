using System.Net;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// The body of a bulk request, straight from the pooled bytes. It knows whether it is being read: an answer may come, or the request be given up, before
/// it is read to its end, and then the bytes must not go back to the pool.
/// </summary>
internal sealed class RecordsContent : HttpContent
{
    private const int Closed = -1;

    private readonly PooledBuffer _body;

    /// <summary>How many read it, or <see cref="Closed"/>.</summary>
    private int _readers;

    public RecordsContent(PooledBuffer body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    /// <summary>True when nobody reads the bytes, and from now on nobody will; false when somebody may.</summary>
    public bool TryClose() => Interlocked.CompareExchange(ref _readers, Closed, 0) == 0;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Enter();
#if NET
        await stream.WriteAsync(_body.Segment.AsMemory()).ConfigureAwait(false);
#else
        await stream.WriteAsync(_body.Segment.Array!, 0, _body.Length).ConfigureAwait(false);
#endif

        // Not in a finally: a write that broke may still hold the bytes.
        _ = Interlocked.Decrement(ref _readers);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private void Enter()
    {
        int readers;
        do
        {
            readers = Volatile.Read(ref _readers);
            if (readers == Closed)
            {
                throw new ObjectDisposedException(nameof(RecordsContent));
            }
        }
        while (Interlocked.CompareExchange(ref _readers, readers + 1, readers) != readers);
    }
}
