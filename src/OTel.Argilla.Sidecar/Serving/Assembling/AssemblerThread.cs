namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>The thread that goes on from step to step of an <see cref="Assembler"/>. What fails in one is said, and costs that step.</summary>
internal sealed class AssemblerThread : IDisposable
{
    /// <summary>Time may pass without anything coming: it looks again after so long.</summary>
    private const int PauseMilliseconds = 100;

    private readonly Assembler _assembler;
    private readonly Action<Exception> _failed;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private volatile bool _isStopping;

    /// <param name="assembler">The assembler.</param>
    /// <param name="failed">Told of what should not happen.</param>
    public AssemblerThread(Assembler assembler, Action<Exception> failed)
    {
        _assembler = assembler;
        _failed = failed;
        _thread = new Thread(Run) { IsBackground = true, Name = "assembler" };
        _thread.Start();
    }

    /// <summary>There is something to do.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Ends after the step that it is in; traces that are not complete stay in the journal.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (!_isStopping)
        {
            var isMore = false;
            try
            {
                isMore = _assembler.Step();
            }
            catch (Exception exception)
            {
                _failed(exception);
            }

            if (!isMore && !_isStopping)
            {
                _wake.WaitOne(PauseMilliseconds);
            }
        }

        try
        {
            _assembler.Flush();
        }
        catch (Exception exception)
        {
            _failed(exception);
        }
    }
}
