namespace OTel.Argilla.Emulator.Faults;

/// <summary>The services that Argilla leans on besides its database. Each can be told to fail. Safe for use by several threads.</summary>
public sealed class Services
{
    private volatile ServiceState _search;
    private volatile ServiceState _redis;
    private long _frozenFor = TimeSpan.FromSeconds(60).Ticks;

    /// <summary>
    /// The search engine. What is written while it is not up is stored, but no search finds it until it is written again; a record deleted meanwhile stays
    /// in the index as a ghost that breaks every search that meets it. Default: up.
    /// </summary>
    public ServiceState Search
    {
        get => _search;
        set => _search = value;
    }

    /// <summary>Redis, the queue of background work: while it is down, changing a dataset is answered 500 although it is stored. Default: up.</summary>
    /// <exception cref="ArgumentException">The value is neither up nor down.</exception>
    public ServiceState Redis
    {
        get => _redis;
        set => _redis = value is ServiceState.Up or ServiceState.Down
            ? value
            : throw new ArgumentException("Redis can be up or down.", nameof(value));
    }

    /// <summary>How long a request waits for a frozen search engine until it is answered 500. Default: 60 seconds, as with the real server (60 to 66).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan FrozenFor
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _frozenFor));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            Interlocked.Exchange(ref _frozenFor, value.Ticks);
        }
    }

    /// <summary>An engine that was starting is up. One that has failed meanwhile stays as it is.</summary>
    internal void EndStart() => Interlocked.CompareExchange(ref _search, ServiceState.Up, ServiceState.Starting);
}
