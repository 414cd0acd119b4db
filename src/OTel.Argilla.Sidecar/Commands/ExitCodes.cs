namespace OTel.Argilla.Sidecar.Commands;

/// <summary>What the command ends with; the manual's table.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It ran, but a file could not be read, or not all was written or delivered. Damage in a file of which the rest was read is told, but is no reason: one that is being written ends torn.</summary>
    public const int Incomplete = 1;

    /// <summary>The command line or the configuration is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Argilla cannot be used as configured; nothing was sent.</summary>
    public const int Argilla = 3;

    /// <summary>Ended by Ctrl+C or a signal, as shells count it.</summary>
    public const int Interrupted = 130;
}
