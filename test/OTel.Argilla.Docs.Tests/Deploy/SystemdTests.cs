using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OTel.Argilla.Sidecar.Receivers;

namespace OTel.Argilla.Docs.Tests.Deploy;

/// <summary>The unit, and the commands of the manual that install what it runs.</summary>
public sealed partial class SystemdTests
{
    private static readonly string Program = typeof(ReceiverOptions).Assembly.GetName().Name!;

    private static readonly ILookup<string, string> Unit = DeployFiles.Text("systemd/otel-argilla.service").Split('\n').Where(static line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
        .Select(static line => line.Split('=', 2)).ToLookup(static pair => pair[0], static pair => pair[1]);

    [Test]
    public void The_unit_runs_the_command_on_the_directory_that_the_service_owns()
    {
        Assert.That(Unit["ExecStart"].Single(), Does.Match($"^/[^ ]+/{Program} serve --data \\$\\{{STATE_DIRECTORY\\}}$"));
        Assert.That(Unit["StateDirectory"], Is.EqualTo(new[] { "otel-argilla" }));
        Assert.That(Unit["StateDirectoryMode"], Is.EqualTo(new[] { "0700" }));
        Assert.That(Unit["DynamicUser"], Is.EqualTo(new[] { "yes" }));
        Assert.That(int.Parse(Unit["TimeoutStopSec"].Single(), CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(30));
    }

    /// <summary>Followed below a root of its own, with a publish folder of three files; what would build and start is left out.</summary>
    [Test]
    [Platform("Linux")]
    public async Task The_commands_of_the_manual_put_the_program_with_all_that_was_published_where_the_unit_runs_it()
    {
        var root = Directory.CreateTempSubdirectory("otel-argilla-install-").FullName;
        try
        {
            foreach (var directory in new[] { "source/artifacts/otel-argilla", "tools", "usr/local/bin", "etc/systemd/system" })
            {
                Directory.CreateDirectory(Path.Combine(root, directory));
            }

            string[] published = [Program, Program + ".dbg", "libe_sqlite3.so"];
            foreach (var file in published)
            {
                await File.WriteAllTextAsync(Path.Combine(root, "source/artifacts/otel-argilla", file), file);
            }

            Directory.CreateSymbolicLink(Path.Combine(root, "source/docs"), Path.Combine(Manual.Root, "docs"));
            foreach (var tool in new[] { "dotnet", "systemctl" })
            {
                var path = Path.Combine(root, "tools", tool);
                await File.WriteAllTextAsync(path, "#!/bin/sh\n");
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                }
            }

            var lines = Commands().Match(DeployFiles.Text("README.md")).Groups["lines"].Value;
            var (code, error) = await RunAsync(Absolute().Replace(lines, match => $" {root}{match.Value.Trim()}"), root);
            Assert.That(code, Is.Zero, error);
            Assert.That(lines, Does.Contain("dotnet publish src/OTel.Argilla.Sidecar -c Release --use-current-runtime -p:PublishNative=true -o artifacts/otel-argilla\n"));

            var started = root + Unit["ExecStart"].Single().Split(' ')[0];
            Assert.That(Directory.EnumerateFiles(Path.GetDirectoryName(started)!).Select(Path.GetFileName), Is.EquivalentTo(published));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(root, "usr/local/bin", Program)), Is.EqualTo(Program), "the link leads to it");
            Assert.That(File.Exists(root + Unit["EnvironmentFile"].Single()));
            Assert.That(File.Exists(Path.Combine(root, "etc/systemd/system/otel-argilla.service")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(int Code, string Error)> RunAsync(string lines, string root)
    {
        var start = new ProcessStartInfo("sh") { ArgumentList = { "-e", "-c", lines }, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.Combine(root, "source") };
        start.Environment["PATH"] = $"{Path.Combine(root, "tools")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    [GeneratedRegex(@"## systemd\n\n```sh\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex(@" /(usr|etc)/")]
    private static partial Regex Absolute();
}
