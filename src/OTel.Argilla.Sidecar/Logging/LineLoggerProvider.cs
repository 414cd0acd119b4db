using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Logging;

/// <summary>Writes each event as one line, made harmless for terminals. Of an exception the types and the stack: its message may quote a prompt.</summary>
internal sealed class LineLoggerProvider(LogFormat format, TextWriter output, TimeProvider time) : ILoggerProvider
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName);

    public void Dispose()
    {
    }

    private static string PlainLine(string when, string category, LogLevel level, string message, string? exception) =>
        $"{when} {Word(level)} {category}: {SafeText.Line(message)}{(exception is null ? string.Empty : " " + SafeText.Line(exception))}";

    private static string JsonLine(string when, string category, LogLevel level, EventId id, string message, string? exception)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, Json);
        writer.WriteStartObject();
        writer.WriteString("time", when);
        writer.WriteString("level", level.ToString());
        writer.WriteString("category", category);
        writer.WriteNumber("event", id.Id);
        writer.WriteString("message", SafeText.Line(message));
        if (exception is not null)
        {
            writer.WriteString("exception", exception);
        }

        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "error",
        _ => "fatal",
    };

    private void Write(string category, LogLevel level, EventId id, string message, Exception? exception)
    {
        var when = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var described = exception is null ? null : Redaction.Describe(exception);
        var line = format == LogFormat.Json ? JsonLine(when, category, level, id, message, described) : PlainLine(when, category, level, message, described);
        lock (_lock)
        {
            try
            {
                output.WriteLine(line);
            }
            catch (Exception failure) when (failure is IOException or ObjectDisposedException)
            {
                // Nobody reads the log any more: that is no reason to stop.
                _ = failure;
            }
        }
    }

    private sealed class LineLogger(LineLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Write(category, logLevel, eventId, formatter(state, exception), exception);
    }
}
