using System.Security.Cryptography;

namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>
/// Remembers the requests that were sent on but could not be kept for Argilla, which their clients therefore send again: the next receiver shall not get them
/// twice. Bounded: of very many the oldest are forgotten.
/// </summary>
internal sealed class RefusedBodies
{
    private const int MaxBodies = 4096;

    private readonly Lock _lock = new();
    private readonly HashSet<(ulong, ulong)> _digests = [];
    private readonly Queue<(ulong, ulong)> _order = new();
    private volatile bool _isEmpty = true;

    public void Add(ReadOnlySpan<byte> content)
    {
        var digest = Digest(content);
        lock (_lock)
        {
            if (_digests.Add(digest))
            {
                _order.Enqueue(digest);
            }

            while (_order.Count > MaxBodies)
            {
                _digests.Remove(_order.Dequeue());
            }

            _isEmpty = false;
        }
    }

    /// <summary>True, and forgotten, when it was refused before.</summary>
    public bool Remove(ReadOnlySpan<byte> content)
    {
        if (_isEmpty)
        {
            return false;
        }

        var digest = Digest(content);
        lock (_lock)
        {
            var isKnown = _digests.Remove(digest);
            if (_digests.Count == 0)
            {
                _order.Clear();
                _isEmpty = true;
            }

            return isKnown;
        }
    }

    private static (ulong, ulong) Digest(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return (BitConverter.ToUInt64(digest), BitConverter.ToUInt64(digest[8..]));
    }
}
