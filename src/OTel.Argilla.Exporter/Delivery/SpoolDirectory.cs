using System.Globalization;
using System.Security.Cryptography;
using System.Text;
#if !NET
using System.Runtime.InteropServices;
#endif

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// The directory for one dataset of one server, under the configured one: exporters that write elsewhere may share that. Readable by its owner
/// only, since it holds prompts and responses.
/// </summary>
internal static class SpoolDirectory
{
    public static string Create(ArgillaExporterOptions options, Uri server, string name)
    {
        var path = Path.Combine(options.StorageDirectory!, Key($"{server}\n{options.Workspace}\n{options.Dataset}"), name);
        CreatePrivate(Path.GetDirectoryName(path)!);
        CreatePrivate(path);
        return path;
    }

    private static string Key(string destination)
    {
#if NET
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(destination));
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(destination));
#endif
        return string.Concat(hash.Take(8).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static void CreatePrivate(string path)
    {
#if NET
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
        }
        else
        {
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            _ = Directory.CreateDirectory(path, Owner);
            File.SetUnixFileMode(path, Owner);
        }
#else
        _ = Directory.CreateDirectory(path);
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && ChangeMode(path, 0x1C0) != 0)
        {
            throw new IOException("Its access rights cannot be set.");
        }
#endif
    }

#if !NET
    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeMode(string path, uint mode);
#endif
}
