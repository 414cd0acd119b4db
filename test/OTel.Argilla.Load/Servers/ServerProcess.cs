using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OTel.Argilla.Load.Servers;

/// <summary>A receiver of OTLP as a process of its own.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<(Uri Http, Uri Grpc)> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri? _http;
    private Uri? _grpc;

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public Uri Http { get; private set; } = null!;

    public Uri Grpc { get; private set; } = null!;

    /// <summary>Where the status page is; null when it has none.</summary>
    public Uri? Status { get; private set; }

    /// <summary>What it has written to standard error.</summary>
    public IReadOnlyCollection<string> Said => _said;

    public bool HasEnded => _process.HasExited;

    public ProcessUse Use => new(Id);

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
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
        try
        {
            (server.Http, server.Grpc) = await server._listens.Task.WaitAsync(TimeSpan.FromMinutes(1));
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

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
            var url = new Uri(match.Groups["url"].Value);
            _http = match.Groups["protocol"].Value == "HTTP" ? url : _http;
            _grpc = match.Groups["protocol"].Value == "gRPC" ? url : _grpc;
            if (_http is not null && _grpc is not null)
            {
                _listens.TrySetResult((_http, _grpc));
            }
        }
        else if (StatusPage().Match(line) is { Success: true } status)
        {
            Status = new Uri(status.Groups["url"].Value);
        }
    }

    [GeneratedRegex(@"Receiving OTLP over (?<protocol>HTTP|gRPC) at (?<url>http://[\d.:]+)\.")]
    private static partial Regex Listening();

    [GeneratedRegex(@"(?i)status.* (?<url>http://[\d.]+:\d+)")]
    private static partial Regex StatusPage();
}
