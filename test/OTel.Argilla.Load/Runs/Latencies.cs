namespace OTel.Argilla.Load.Runs;

/// <summary>How long requests took, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];
    private readonly Lock _lock = new();
    private bool _isSorted;

    public double Max => At(1);

    public void Add(TimeSpan time)
    {
        lock (_lock)
        {
            _milliseconds.Add(time.TotalMilliseconds);
            _isSorted = false;
        }
    }

    /// <summary>The time that this share of the requests took at most.</summary>
    public double At(double share)
    {
        lock (_lock)
        {
            if (!_isSorted)
            {
                _milliseconds.Sort();
                _isSorted = true;
            }

            return _milliseconds.Count == 0 ? 0 : _milliseconds[Math.Max(0, (int)Math.Ceiling(share * _milliseconds.Count) - 1)];
        }
    }
}
