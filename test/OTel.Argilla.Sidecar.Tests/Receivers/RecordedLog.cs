using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    /// <summary>What the receivers and the web server have said from <paramref name="least"/> on.</summary>
    public IReadOnlyList<string> Lines(LogLevel least) => [.. _lines.Where(line => line.Level >= least).Select(static line => line.Text)];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception) + (exception is null ? string.Empty : " " + exception)));

    public void Dispose()
    {
    }
}
