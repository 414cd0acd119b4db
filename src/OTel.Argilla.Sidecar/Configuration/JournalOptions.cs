namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>Where and how much is kept.</summary>
internal sealed class JournalOptions
{
    /// <summary>A directory of this process alone.</summary>
    public required string Directory { get; set; }

    /// <summary>Largest size on disk, in bytes.</summary>
    public long MaxBytes { get; set; } = 4L * 1024 * 1024 * 1024;
}
