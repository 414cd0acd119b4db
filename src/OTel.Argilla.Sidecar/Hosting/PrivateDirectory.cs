using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Hosting;

/// <summary>A directory that only its user can read: it holds prompts.</summary>
internal static class PrivateDirectory
{
    /// <summary>Makes it when it is missing; its full path.</summary>
    /// <exception cref="CommandException">It cannot be made.</exception>
    public static string Make(string path)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path).FullName
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException(ExitCodes.Usage, $"The directory '{SafeText.Line(path)}' cannot be made ({SafeText.Line(exception.Message)}): name another with --data.");
        }
    }
}
