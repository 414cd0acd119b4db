using System.Diagnostics;
using OTel.Argilla.Emulator;

namespace OTel.Argilla.Exporter.Tests.Processes;

/// <summary>The test app as a process of its own, which writes to an emulator.</summary>
internal sealed class AppProcess : IDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));

    private AppProcess(Process process) => _process = process;

    /// <summary>All lines that were read so far.</summary>
    public List<string> Lines { get; } = [];

    public int ExitCode => _process.ExitCode;

    /// <summary>Beside this project, built the same way.</summary>
    private static string Path
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
            var projects = output.Parent!.Parent!.Parent!.Parent!.FullName;
            return System.IO.Path.Combine(projects, "OTel.Argilla.TestApp", "bin", output.Parent.Name, output.Name, "OTel.Argilla.TestApp.dll");
        }
    }

    public static AppProcess Start(ArgillaEmulator server, string mode, params (string Setting, string Value)[] settings) => Start(server, mode, null, settings);

    public static AppProcess Start(ArgillaEmulator server, string mode, string? workingDirectory, params (string Setting, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path, mode])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = workingDirectory,
        };
        start.Environment["ARGILLA_API_URL"] = server.Url.AbsoluteUri;
        start.Environment["ARGILLA_API_KEY"] = server.ApiKey;
        start.Environment["ARGILLA_WORKSPACE"] = server.Workspace;
        foreach (var (setting, value) in settings)
        {
            start.Environment["Argilla__" + setting] = value;
        }

        return new AppProcess(Process.Start(start)!);
    }

    public void Write(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
    }

    /// <summary>The next line; null when the process closed its output.</summary>
    public async Task<string?> ReadAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(_patience.Token);
        if (line is not null)
        {
            Lines.Add(line);
        }

        return line;
    }

    /// <summary>Reads on to the next line that begins so.</summary>
    public async Task<string> ReadToAsync(string beginning)
    {
        while (await ReadAsync() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new AssertionException($"The process ended before it said '{beginning}'. It said: {string.Join(" | ", Lines)}");
    }

    public Task WaitForExitAsync() => _process.WaitForExitAsync(_patience.Token);

    /// <summary>SIGKILL: no code of the process runs any more. What it had said until then is read.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
        while (await ReadAsync() is not null)
        {
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _patience.Dispose();
    }
}
