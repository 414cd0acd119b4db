namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Waits between tries: full jitter under a bound that doubles from 1 s to 60 s, and no less than the server asks for.</summary>
internal sealed class RetrySchedule
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>A server that asks for more is asked again after this.</summary>
    private static readonly TimeSpan LongestAskedFor = TimeSpan.FromMinutes(10);

    private readonly Func<double> _random;

    /// <param name="random">Numbers from 0 to 1; may be called from several threads.</param>
    public RetrySchedule(Func<double> random) => _random = random;

    /// <param name="tries">Failed tries so far, at least 1.</param>
    /// <param name="retryAfter">What the server asks for.</param>
    public TimeSpan Delay(int tries, TimeSpan? retryAfter)
    {
        var bound = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(tries - 1, 10)));
        var delay = TimeSpan.FromMilliseconds(Math.Max(50, bound * _random()));
        return retryAfter is not { } asked || asked <= delay ? delay : asked < LongestAskedFor ? asked : LongestAskedFor;
    }

    /// <summary>Randomness of the process, safe for several threads on every framework.</summary>
    public static Func<double> SharedRandom()
    {
#if NET
        return Random.Shared.NextDouble;
#else
        var random = new Random();
        return () =>
        {
            lock (random)
            {
                return random.NextDouble();
            }
        };
#endif
    }
}
