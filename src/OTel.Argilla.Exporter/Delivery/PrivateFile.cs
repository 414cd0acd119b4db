#if !NET
using System.Runtime.InteropServices;
#endif

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Files and directories that only their owner may read: they hold prompts and responses.</summary>
internal static class PrivateFile
{
#if NET
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;
#else
    private const uint OwnerFile = 0x180;
    private const uint OwnerDirectory = 0x1C0;
#endif

    public static void CreateDirectory(string path)
    {
#if NET
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
        }
        else
        {
            _ = Directory.CreateDirectory(path, OwnerDirectory);
            File.SetUnixFileMode(path, OwnerDirectory);
        }
#else
        _ = Directory.CreateDirectory(path);
        SetMode(path, OwnerDirectory);
#endif
    }

    /// <summary>Opens a file, new or not, that nobody else may open meanwhile.</summary>
    public static FileStream OpenAlone(string path)
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
#else
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        SetMode(path, OwnerFile);
        return stream;
#endif
    }

    public static void Restrict(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerFile);
        }
#else
        SetMode(path, OwnerFile);
#endif
    }

    /// <summary>Puts new content into a file, at once: whoever reads it, now or after a crash, finds the old or the new.</summary>
    public static void Replace(string path, string temporary, ArraySegment<byte> content)
    {
        using (var stream = OpenAlone(temporary))
        {
            stream.SetLength(0);
            stream.Write(content.Array!, content.Offset, content.Count);
        }

#if NET
        File.Move(temporary, path, overwrite: true);
#else
        File.Replace(temporary, path, destinationBackupFileName: null);
#endif
    }

#if !NET
    private static void SetMode(string path, uint mode)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && ChangeMode(path, mode) != 0)
        {
            throw new IOException("Its access rights cannot be set.");
        }
    }

    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeMode(string path, uint mode);
#endif
}
