using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace OTel.Argilla.Sidecar.Receivers.Access;

/// <summary>Limits of each client, so that one that sends without end does not take everybody's turn.</summary>
internal sealed class ClientLimits : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress>[] _limiters;

    public ClientLimits(ReceiverOptions options)
    {
        var limiters = new List<PartitionedRateLimiter<IPAddress>>();
        if (options.MaxConcurrentRequestsPerClient is > 0 and var concurrent)
        {
            limiters.Add(PartitionedRateLimiter.Create<IPAddress, IPAddress>(client => RateLimitPartition.GetConcurrencyLimiter(
                Network(client), _ => new ConcurrencyLimiterOptions { PermitLimit = concurrent, QueueLimit = 0 })));
        }

        if (options.MaxRequestsPerSecondPerClient is > 0 and var rate)
        {
            limiters.Add(PartitionedRateLimiter.Create<IPAddress, IPAddress>(client => RateLimitPartition.GetTokenBucketLimiter(
                Network(client),
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = rate,
                    TokensPerPeriod = rate,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                })));
        }

        _limiters = [.. limiters];
    }

    /// <summary>Takes a place for one request; it is given back when the lease is disposed.</summary>
    public Lease Enter(IPAddress? client)
    {
        if (client is null || _limiters.Length == 0)
        {
            return new Lease(true, null, null);
        }

        var first = _limiters[0].AttemptAcquire(client);
        if (!first.IsAcquired || _limiters.Length == 1)
        {
            return new Lease(first.IsAcquired, first, null);
        }

        var second = _limiters[1].AttemptAcquire(client);
        return new Lease(second.IsAcquired, first, second);
    }

    public void Dispose()
    {
        foreach (var limiter in _limiters)
        {
            limiter.Dispose();
        }
    }

    /// <summary>Whoever has an IPv6 address has a whole network of them.</summary>
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    /// <summary>The place of one request.</summary>
    internal readonly struct Lease(bool isAcquired, RateLimitLease? first, RateLimitLease? second) : IDisposable
    {
        /// <summary>False when the client has reached a limit.</summary>
        public bool IsAcquired { get; } = isAcquired;

        public TimeSpan? RetryAfter => second is not null && second.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after
            : first is not null && first.TryGetMetadata(MetadataName.RetryAfter, out after) ? after
            : null;

        public void Dispose()
        {
            first?.Dispose();
            second?.Dispose();
        }
    }
}
