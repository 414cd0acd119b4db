using System.Globalization;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>How far the reading is: a bar on a terminal, elsewhere a plain line now and then, so that a log does not fill up.</summary>
internal sealed class Progress
{
    private const int BarWidth = 24;

    private static readonly TimeSpan BarPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LinePause = TimeSpan.FromSeconds(10);

    private readonly CommandIo _io;
    private readonly TimeProvider _time;
    private readonly long _total;
    private readonly bool _isQuiet;
    private readonly object _lock = new();
    private long _done;
    private long _lastShown;
    private bool _barIsShown;

    /// <param name="io">Where to show it: standard error.</param>
    /// <param name="total">Bytes to read, or 0 when that is not known.</param>
    /// <param name="isQuiet">Shows nothing.</param>
    /// <param name="timeProvider">The clock.</param>
    public Progress(CommandIo io, long total, bool isQuiet, TimeProvider timeProvider)
    {
        _io = io;
        _total = total;
        _isQuiet = isQuiet;
        _time = timeProvider;
        _lastShown = timeProvider.GetTimestamp();
    }

    public void Add(int bytes)
    {
        _done += bytes;
        ShowWhenDue(Reading);
    }

    public void Evaluating(int part, int parts) =>
        ShowWhenDue(() => string.Create(CultureInfo.InvariantCulture, $"all read; {100 * part / parts}% evaluated"));

    public void Waiting(int records) =>
        ShowWhenDue(() => string.Create(CultureInfo.InvariantCulture, $"{records:N0} records on their way to Argilla"));

    /// <summary>Writes a line of its own, above the bar.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            Clear();
            _io.Error.WriteLine(line);
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void End()
    {
        lock (_lock)
        {
            Clear();
        }
    }

    private string Reading()
    {
        if (_total <= 0)
        {
            return $"{Size(_done)} read";
        }

        var share = Math.Min(1.0, (double)_done / _total);
        var text = string.Create(CultureInfo.InvariantCulture, $"{share:P0} of {Size(_total)} read").Replace(" %", "%", StringComparison.Ordinal);
        if (!_io.IsErrorTerminal)
        {
            return text;
        }

        var full = (int)(share * BarWidth);
        return $"[{new string('#', full)}{new string('.', BarWidth - full)}] {text}";
    }

    private void ShowWhenDue(Func<string> text)
    {
        if (_isQuiet || _time.GetElapsedTime(_lastShown) < (_io.IsErrorTerminal ? BarPause : LinePause))
        {
            return;
        }

        lock (_lock)
        {
            _lastShown = _time.GetTimestamp();
            if (_io.IsErrorTerminal)
            {
                var width = _io.Width() - 1;
                _io.Error.Write("\r" + text().PadRight(width)[..width]);
                _barIsShown = true;
            }
            else
            {
                _io.Error.WriteLine(text());
            }
        }
    }

    private void Clear()
    {
        if (_barIsShown)
        {
            _io.Error.Write("\r" + new string(' ', _io.Width() - 1) + "\r");
            _barIsShown = false;
        }
    }

    private static string Size(long bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} B"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:N0} kB"),
        < 10_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:N1} GB"),
    };
}
