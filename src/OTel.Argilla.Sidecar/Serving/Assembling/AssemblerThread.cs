namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>The thread that goes on from step to step of an <see cref="Assembler"/>. What fails in one is said, and costs that step.</summary>
/// <remarks>Threading: every member may be called from any thread, also after the end. Fields are under <c>_gate</c>.</remarks>
internal sealed class AssemblerThread : IDisposable
{
    /// <summary>Time may pass without anything coming: it looks again after so long.</summary>
    private const int PauseMilliseconds = 100;

    /// <summary>While things come it looks so often, instead of being woken for each.</summary>
    private const int BusyPauseMilliseconds = 20;

    /// <summary>
    /// So many pauses in a row, two seconds, it leaves the processors to requests that come in a rush; it does not again before it has caught up. What they brought is in the journal,
    /// and may wait there.
    /// </summary>
    private const int MostYields = 100;

    private readonly Assembler _assembler;
    private readonly Func<bool> _isRush;
    private readonly Action<Exception> _failed;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private bool _isAwake = true;
    private bool _isBusy;
    private bool _isResting;
    private bool _isStopping;
    private int _yields;

    /// <param name="assembler">The assembler.</param>
    /// <param name="isRush">True while more requests wait than can be served at once.</param>
    /// <param name="failed">Told of what should not happen.</param>
    public AssemblerThread(Assembler assembler, Func<bool> isRush, Action<Exception> failed)
    {
        _assembler = assembler;
        _isRush = isRush;
        _failed = failed;
        _thread = new Thread(Run) { IsBackground = true, Name = "assembler" };
        _thread.UnsafeStart();
    }

    /// <summary>There is something to do.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isAwake = true;
            if (_isResting)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Ends after the step that it is in; traces that are not complete stay in the journal.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        var isMore = true;
        while (GoesOn(isMore))
        {
            isMore = Try();
        }
    }

    /// <summary>Waits for something to do; false when it is to end.</summary>
    private bool GoesOn(bool isMore)
    {
        lock (_gate)
        {
            if (!isMore && !_isStopping)
            {
                Rest();
                _yields = 0;
            }

            for (; _yields < MostYields && !_isStopping && _isRush(); _yields++)
            {
                _ = Monitor.Wait(_gate, BusyPauseMilliseconds);
            }

            _isAwake = false;
            return !_isStopping;
        }
    }

    /// <summary>Where things come one after the other, being woken for each would cost more than what is to be done with them.</summary>
    private void Rest()
    {
        if (_isBusy)
        {
            _ = Monitor.Wait(_gate, BusyPauseMilliseconds);
        }
        else if (!_isAwake)
        {
            _isResting = true;
            _ = Monitor.Wait(_gate, PauseMilliseconds);
            _isResting = false;
        }

        _isBusy = _isAwake;
    }

    private bool Try()
    {
        try
        {
            return _assembler.Step();
        }
        catch (Exception exception)
        {
            _failed(exception);
            return false;
        }
    }
}
