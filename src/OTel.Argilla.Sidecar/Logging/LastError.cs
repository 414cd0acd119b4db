using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Logging;

/// <summary>Remembers the last error that was logged, for the status page. Thread-safe.</summary>
internal sealed class LastError(TimeProvider time) : ILoggerProvider, ILogger
{
    private volatile Entry? _last;

    /// <summary>The text, which holds neither content nor secrets, as all of the log; null when there was none.</summary>
    public (string Text, DateTimeOffset Time)? Value => _last is { } last ? (last.Text, last.Time) : null;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _last = new Entry(formatter(state, exception), time.GetUtcNow());
        }
    }

    public void Dispose()
    {
    }

    private sealed record Entry(string Text, DateTimeOffset Time);
}
