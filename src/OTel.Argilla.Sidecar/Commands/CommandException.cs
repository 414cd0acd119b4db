namespace OTel.Argilla.Sidecar.Commands;

/// <summary>The command cannot go on; the message says what to change.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    public int ExitCode { get; }
}
