using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OTel.Argilla.Load.Servers;

/// <summary>A receiver of OTLP as a process of its own.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, Uri> _urls = new();
    private bool _isDisposed;

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Uri Http => _urls["HTTP"];

    public Uri Grpc => _urls["gRPC"];

    /// <summary>What it has written to standard error.</summary>
    public IReadOnlyCollection<string> Said => _said;

    public bool HasEnded => _process.HasExited;

    public ProcessUse Use => new(Id);

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var server = Launch(command, environment);
        try
        {
            await server.ListensAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Starts it.</summary>
    public static ServerProcess Launch(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start)!);
        server._process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server._process.OutputDataReceived += static (_, _) => { };
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        return server;
    }

    /// <summary>Waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It has ended instead.</exception>
    public Task ListensAsync() => _listens.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM: false when it has not ended in time.</summary>
    public async Task<bool> StopAsync(TimeSpan timeout)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        await kill.WaitForExitAsync();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(timeout);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _listens.TrySetException(new InvalidOperationException("The server ended before it listened: " + string.Join(Environment.NewLine, _said)));
            return;
        }

        _said.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            _urls[match.Groups["protocol"].Value] = new Uri(match.Groups["url"].Value);
            if (_urls.Count == 2)
            {
                _listens.TrySetResult();
            }
        }
    }

    [GeneratedRegex(@"Receiving OTLP over (?<protocol>HTTP|gRPC) at (?<url>http://[\d.]+:\d+)")]
    private static partial Regex Listening();
}
