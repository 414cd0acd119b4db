using System.Text;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary>Keeps the lines that are written, and lets a test wait for one.</summary>
internal sealed class SignallingWriter : TextWriter
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Text, TaskCompletionSource<string> Found)> _awaited = [];

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public string All => string.Join('\n', Lines);

    public override void WriteLine(string? value)
    {
        lock (_lock)
        {
            _lines.Add(value ?? string.Empty);
            foreach (var (text, found) in _awaited.Where(one => _lines[^1].Contains(one.Text, StringComparison.Ordinal)))
            {
                found.TrySetResult(_lines[^1]);
            }
        }
    }

    /// <summary>The line that holds the text, or fails with all that was written when the other task ends first.</summary>
    public async Task<string> WaitForAsync(string text, Task unless)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            _awaited.Add((text, found));
        }

        return await Task.WhenAny(found.Task, unless) == found.Task ? await found.Task : throw new AssertionException($"It ended without '{text}':\n{All}");
    }
}
