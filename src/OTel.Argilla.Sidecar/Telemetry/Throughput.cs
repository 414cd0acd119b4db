namespace OTel.Argilla.Sidecar.Telemetry;

/// <summary>How many a second there were of late: the mean over the ten seconds before this one. Thread-safe.</summary>
internal sealed class Throughput(TimeProvider time)
{
    private const int Seconds = 10;

    private readonly Lock _lock = new();
    private readonly (long Second, long Count)[] _slots = new (long, long)[Seconds + 1];
    private readonly long _start = time.GetTimestamp();
    private long _total;

    public long Total => Interlocked.Read(ref _total);

    public double PerSecond
    {
        get
        {
            lock (_lock)
            {
                var now = Now();
                var sum = 0L;
                foreach (var (second, count) in _slots)
                {
                    sum += second < now && second >= now - Seconds ? count : 0;
                }

                // In the first seconds there are fewer to divide by.
                return sum / (double)Math.Clamp(now, 1, Seconds);
            }
        }
    }

    public void Add(long count)
    {
        Interlocked.Add(ref _total, count);
        lock (_lock)
        {
            var now = Now();
            ref var slot = ref _slots[now % _slots.Length];
            slot = slot.Second == now ? (now, slot.Count + count) : (now, count);
        }
    }

    private long Now() => (long)time.GetElapsedTime(_start).TotalSeconds;
}
