using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Telemetry;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// Puts the traces together that the journal holds, and makes records of those that are complete: step by step, on whatever thread asks for the next step, one
/// at a time. What comes in goes before what is evaluated, as far as both get on.
/// </summary>
/// <remarks>Threading: the properties may be read from any thread.</remarks>
internal sealed class Assembler : IDisposable
{
    private const int ChunksOfStep = 32;
    private const int TracesOfStep = 64;
    private const int TracesWhenCrowded = 1_024;

    /// <summary>How often traces are looked through for what is complete; less often when that takes long.</summary>
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(200);

    private const int ShareOfLooks = 10;

    private static readonly TimeSpan TellPause = TimeSpan.FromMinutes(5);

    /// <summary>How often the journal is told of what is settled.</summary>
    private static readonly TimeSpan FlushPause = TimeSpan.FromSeconds(1);

    private readonly IJournal _journal;
    private readonly ChunkCache _cache;
    private readonly UnpackedChunks _chunks;
    private readonly ChunkQueue _queue;
    private readonly Settlement _settlement;
    private readonly TraceStore _store;
    private readonly OtherTraces _others;
    private readonly ChunkIntake _intake;
    private readonly Quiet _quiet;
    private readonly Func<long, bool> _isCrowded;
    private readonly NotedDelivery _delivery;
    private readonly TimeProvider _time;
    private readonly TimeSpan _idleTimeout;
    private readonly Func<bool> _isHeldUp;
    private readonly long _firstId;
    private IEnumerator<StoredChunk>? _left;
    private OpenChunk? _taken;
    private long _lastLeft = -1;
    private long _nextLook;
    private long _nextFlush;
    private long _nextTold;
    private volatile string? _problem;
    private volatile bool _isRebuilding = true;

    /// <param name="journal">The journal.</param>
    /// <param name="cache">The chunks of it that were used last.</param>
    /// <param name="queue">The chunks that have come since the start.</param>
    /// <param name="settlement">Knows what is safe.</param>
    /// <param name="parts">What makes records.</param>
    public Assembler(IJournal journal, ChunkCache cache, ChunkQueue queue, Settlement settlement, AssemblerParts parts)
    {
        _journal = journal;
        _firstId = journal.NextChunkId();
        _cache = cache;
        _chunks = new UnpackedChunks(cache, parts.MaxUnpackedBytes);
        _queue = queue;
        _settlement = settlement;
        _time = parts.TimeProvider;
        _isCrowded = parts.IsCrowded ?? (static _ => false);
        _idleTimeout = parts.Buffer.IdleTimeout;
        _isHeldUp = parts.IsHeldUp ?? (static () => false);
        var waiting = new WaitingUnits(settlement);
        _delivery = new NotedDelivery(parts.Delivery, journal, _chunks, settlement, () => Wake?.Invoke());
        var traces = new JournaledTraces(parts, _delivery, settlement, waiting, _chunks);
        var spans = new JournaledSpans(settlement);
        _store = new TraceStore(parts.Buffer, parts.MaxLinks, _time, traces, parts.Accepts, spans);
        spans.Links = _store.Links;
        _others = new OtherTraces(settlement, parts.MaxOtherTraces);
        _quiet = new Quiet((Action)_chunks.Clear + parts.Quiet, _time);
        _intake = new ChunkIntake(_store, settlement, waiting, _others);
    }

    /// <summary>True until all is taken in that an earlier process has left.</summary>
    public bool IsRebuilding => _isRebuilding;

    /// <summary>Why nothing is assembled at the moment, and what to do; null when all goes well.</summary>
    public string? Problem => _problem;

    public int PendingTraces => _store.PendingTraces;

    /// <summary>GenAI spans of pending traces.</summary>
    public int PendingSpans => _store.PendingSpans;

    /// <summary>Told when there is something to do again.</summary>
    public Action? Wake { get; set; }

    /// <summary>Told of chunks that are damaged: their spans are left where they are.</summary>
    public Action<string>? Damaged { get; init; }

    /// <summary>Told now and then that traces are evaluated before they are complete, since the journal is nearly full.</summary>
    public Action? Crowded { get; init; }

    /// <summary>Does a part of what there is to do. False when nothing is left to do at the moment.</summary>
    public bool Step()
    {
        _chunks.BeginUse();
        try
        {
            return StepOn();
        }
        finally
        {
            _chunks.EndUse();
        }
    }

    /// <summary>Hands over what is ready for that, and tells the journal of all that is settled by now.</summary>
    public void Flush()
    {
        _delivery.HandOver();
        Flush(isDue: true);
    }

    public void Dispose()
    {
        _left?.Dispose();
        _delivery.Dispose();
    }

    private bool StepOn()
    {
        bool isMore;
        try
        {
            isMore = _isRebuilding ? Rebuild() : TakeIn();
            if (!_isRebuilding && !_isHeldUp())
            {
                isMore |= SidecarActivities.IsWanted ? EvaluateTold() : Evaluate();
            }

            _problem = null;
        }
        catch (JournalException exception)
        {
            // Evaluating traces of which a part cannot be read would make records of parts: it waits until the disk can be read.
            _problem = exception.Message;
            return false;
        }

        _delivery.HandOver();
        Flush(isDue: false);
        return isMore;
    }

    private bool Rebuild()
    {
        for (var i = 0; i < ChunksOfStep; i++)
        {
            if (!ReadLeft())
            {
                _left?.Dispose();
                _left = null;
                _isRebuilding = false;
                _store.FindNamed();
                _store.RunDue(int.MaxValue);
                _store.MakeRoom();
                return true;
            }

            var stored = _left!.Current;
            _cache.Add(stored.Id, stored.Content);
            try
            {
                Take(_taken ??= new OpenChunk(stored.Id, _chunks, stored.Settled), ChunkContent.Unpack(stored.Content), isChecked: false);
            }
            catch (InvalidDataException exception)
            {
                _taken = null;
                Damaged?.Invoke($"Chunk {stored.Id} of the journal is left out: {exception.Message}");
            }

            _lastLeft = stored.Id;
        }

        _store.UnloadLeft();
        return true;
    }

    /// <summary>Goes to the next chunk that an earlier process has left, unless the last one is still to be taken in. False at the end.</summary>
    private bool ReadLeft()
    {
        if (_taken is not null)
        {
            return true;
        }

        try
        {
            for (_left ??= _journal.ReadAll().GetEnumerator(); _left.MoveNext();)
            {
                // What has come since the start is in the queue too; and what could be read before a failure is here already.
                if (_left.Current.Id > _lastLeft)
                {
                    return _left.Current.Id < _firstId;
                }
            }

            return false;
        }
        catch (JournalException)
        {
            // It begins anew: one that has failed once would look as if it were at its end.
            _left?.Dispose();
            _left = null;
            throw;
        }
    }

    private bool TakeIn()
    {
        for (var i = 0; i < ChunksOfStep && _queue.TryPeek(out var id); i++)
        {
            Take(_taken ??= new OpenChunk(id, _chunks, []), _chunks.GetOnce(id), isChecked: true);
            _queue.RemoveFirst();
            _store.MakeRoom();
        }

        return !_queue.IsEmpty;
    }

    private void Take(OpenChunk chunk, in ChunkContent content, bool isChecked)
    {
        _intake.Take(chunk, content, _time.GetTimestamp(), isChecked);
        _quiet.Disturb(content.Length);
        _taken = null;
    }

    private bool EvaluateTold()
    {
        var (began, pending) = (_time.GetUtcNow(), _store.PendingTraces);
        var isMore = Evaluate();
        if (pending > _store.PendingTraces)
        {
            SidecarActivities.Evaluated(began, pending - _store.PendingTraces);
        }

        return isMore;
    }

    private bool Evaluate()
    {
        if (_store.RunDue(TracesOfStep))
        {
            return true;
        }

        var start = _time.GetTimestamp();
        if (start < _nextLook)
        {
            return false;
        }

        _store.FindDue();
        _others.ForgetSilent(start - Ticks(_idleTimeout));
        _quiet.Look();
        if (_isCrowded(_settlement.OpenBytes))
        {
            GiveUpOldest(start);
        }

        var end = _time.GetTimestamp();
        _nextLook = end + Math.Max(Ticks(LookPause), ShareOfLooks * (end - start));
        return _store.RunDue(TracesOfStep);
    }

    /// <summary>Better some records of parts than none of what clients cannot hand over any more.</summary>
    private void GiveUpOldest(long now)
    {
        if (now >= _nextTold)
        {
            Crowded?.Invoke();
            _nextTold = now + Ticks(TellPause);
        }

        _others.ForgetSilent(now - Ticks(FlushPause));
        _store.GiveUpOldest(TracesWhenCrowded);
    }

    private void Flush(bool isDue)
    {
        var now = _time.GetTimestamp();
        if (isDue || now >= _nextFlush)
        {
            _settlement.Flush();
            _nextFlush = now + Ticks(FlushPause);
        }
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}
