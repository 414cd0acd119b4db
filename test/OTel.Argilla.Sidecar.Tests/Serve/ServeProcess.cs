using System.Diagnostics;
using System.Runtime.InteropServices;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary><c>otel-argilla serve</c> in a process of its own.</summary>
internal sealed partial class ServeProcess : IDisposable
{
    private readonly Process _process;

    public ServeProcess(string data, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "exec", typeof(CommandLine).Assembly.Location, "serve", "--data", data })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                Log.WriteLine(line.Data);
            }
        };
        _process.Start();
        _process.BeginErrorReadLine();
        Ended = _process.WaitForExitAsync();
    }

    public SignallingWriter Log { get; } = new();

    /// <summary>Ends when it has ended.</summary>
    public Task Ended { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>Sends it SIGTERM.</summary>
    public void Terminate() => Assert.That(Kill(_process.Id, 15), Is.Zero);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Log.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
