using System.Net;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// The body of a bulk request, straight from the pooled bytes. It knows whether it is being read: an answer may come before the request is
/// read to its end, and then the bytes must not go back to the pool.
/// </summary>
internal sealed class RecordsContent : HttpContent
{
    private readonly PooledBuffer _body;
    private int _readers;

    public RecordsContent(PooledBuffer body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    public bool IsBeingRead => Volatile.Read(ref _readers) != 0;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _ = Interlocked.Increment(ref _readers);
#if NET
        await stream.WriteAsync(_body.Array.AsMemory(0, _body.Length)).ConfigureAwait(false);
#else
        await stream.WriteAsync(_body.Array, 0, _body.Length).ConfigureAwait(false);
#endif

        // Not in a finally: a write that broke may still hold the bytes.
        _ = Interlocked.Decrement(ref _readers);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
