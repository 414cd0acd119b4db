namespace OTel.Argilla.Sidecar.Files;

/// <summary>Finds the ends of lines in a window, and looks at each byte once only.</summary>
internal struct LineEnds
{
    private readonly ByteWindow _window;

    /// <summary>Up to this place in the stream there is no end of a line that was not told.</summary>
    private long _searched;

    /// <param name="window">The stream.</param>
    /// <param name="from">From which byte of the window on.</param>
    public LineEnds(ByteWindow window, int from = 0)
    {
        _window = window;
        _searched = window.Position + from;
    }

    /// <summary>How much of the window lies before the end of the line, which is told again until the window has moved beyond.</summary>
    /// <param name="enough">So much without an end of a line is enough; the window may hold more.</param>
    /// <param name="isWhole">False when the line goes on.</param>
    public int Next(int enough, out bool isWhole)
    {
        var at = (int)Math.Max(0, _searched - _window.Position);
        while (true)
        {
            var found = _window.Span[at..].IndexOf((byte)'\n');
            _window.Look(found >= 0 ? found : _window.Length - at);
            at = found >= 0 ? at + found : _window.Length;
            _searched = _window.Position + at;
            if (found >= 0 || (at < enough && !_window.TryFillMore()))
            {
                isWhole = true;
                return at;
            }

            if (at >= enough)
            {
                isWhole = false;
                return at;
            }
        }
    }

    /// <summary>Steps over the end of the line that was told last.</summary>
    public void Skip() => _searched++;
}
