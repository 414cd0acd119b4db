namespace OTel.Argilla.Emulator.Faults;

/// <summary>The faults that an emulator has been told to show. Safe for use by several threads.</summary>
public sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>The faults that can still happen.</summary>
    public IReadOnlyList<Fault> Pending
    {
        get
        {
            lock (_gate)
            {
                return _entries.ConvertAll(entry => entry.Fault);
            }
        }
    }

    /// <summary>Adds a fault. The first added that fits a request is the one that happens to it.</summary>
    /// <param name="fault">The fault.</param>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
        {
            _entries.Add(new Entry(fault));
        }
    }

    /// <summary>Removes a fault.</summary>
    /// <param name="fault">The fault, as it was added.</param>
    public void Remove(Fault fault)
    {
        lock (_gate)
        {
            _entries.RemoveAll(entry => ReferenceEquals(entry.Fault, fault));
        }
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    /// <summary>The fault that happens to a request, if any.</summary>
    internal Fault? Take(string method, string path)
    {
        lock (_gate)
        {
            Fault? taken = null;
            foreach (var entry in _entries.Where(entry => entry.Fault.Fits(method, path)))
            {
                var number = ++entry.Seen;
                if (taken is null && number >= entry.Fault.First && entry.Left != 0)
                {
                    taken = entry.Fault;
                    entry.Left--;
                }
            }

            _entries.RemoveAll(entry => entry.Left == 0);
            return taken;
        }
    }

    private sealed class Entry(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public int Seen { get; set; }

        /// <summary>Below zero: until removed.</summary>
        public int Left { get; set; } = fault.Count ?? -1;
    }
}
