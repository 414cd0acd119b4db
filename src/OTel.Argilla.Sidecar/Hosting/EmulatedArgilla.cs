using OTel.Argilla.Emulator;
using OTel.Argilla.Exporter;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Receivers;

namespace OTel.Argilla.Sidecar.Hosting;

/// <summary>Runs the emulator in this process, with its data beside the journal.</summary>
internal static class EmulatedArgilla
{
    private const string DataFile = "emulator.db";

    /// <summary>Starts it, and points the options at it.</summary>
    /// <param name="endpoint">Address and port.</param>
    /// <param name="directory">Where its data is.</param>
    /// <param name="options">Get its address, key and workspace.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="CommandException">It cannot start.</exception>
    public static async Task<ArgillaEmulator> StartAsync(string endpoint, string directory, ArgillaExporterOptions options, CancellationToken cancellation)
    {
        _ = ListenAddress.TryParse(endpoint, out var address);
        try
        {
            var emulator = await ArgillaEmulator.StartAsync(
                new ArgillaEmulatorOptions
                {
                    Url = new UriBuilder(Uri.UriSchemeHttp, address.Address is { } ip ? HostOf(ip) : "localhost", address.Port).Uri,
                    DataFile = PrivateFile(Path.Combine(directory, DataFile)),
                },
                cancellation);
            options.ApiUrl = emulator.Url;
            options.ApiKey = emulator.ApiKey;
            options.Workspace = emulator.Workspace;
            return emulator;
        }
        catch (Exception exception) when (exception is EmulatorException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"The emulator cannot start: {exception.Message} Set Emulator:Endpoint to another port when it is this one that is taken.");
        }
    }

    /// <summary>Makes the file before the emulator does, so that its user alone can read it: it holds prompts.</summary>
    private static string PrivateFile(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }

        return path;
    }

    private static string HostOf(System.Net.IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
