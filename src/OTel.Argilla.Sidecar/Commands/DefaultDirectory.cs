namespace OTel.Argilla.Sidecar.Commands;

/// <summary>Where a program of the user keeps its state.</summary>
internal static class DefaultDirectory
{
    /// <summary>In a container the user's home need not exist: it is made.</summary>
    public static string Of(CommandIo io) => Path.Combine(
        io.Environment.GetValueOrDefault("XDG_STATE_HOME") is { Length: > 0 } state ? state
            : OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? FolderOf(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(io.Environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? home : FolderOf(Environment.SpecialFolder.UserProfile), ".local", "state"),
        "otel-argilla");

    private static string FolderOf(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
