namespace OTel.Argilla.Sidecar.Journal;

/// <summary>The room on a disk.</summary>
internal static class DiskSpace
{
    /// <summary>Tells how many bytes are free where this directory lies; as many as there can be where that cannot be known.</summary>
    public static Func<long> Of(string directory)
    {
        var full = Path.GetFullPath(directory);
        if (OperatingSystem.IsWindows() && full.StartsWith(@"\\", StringComparison.Ordinal))
        {
            // A share has no drive.
            return static () => long.MaxValue;
        }

        var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(full)! : full);
        return () =>
        {
            try
            {
                return drive.AvailableFreeSpace;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return long.MaxValue;
            }
        };
    }
}
