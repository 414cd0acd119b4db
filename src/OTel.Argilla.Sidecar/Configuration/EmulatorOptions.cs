namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>The emulator that runs beside the sidecar in the place of Argilla.</summary>
internal sealed class EmulatorOptions
{
    public bool Enabled { get; set; }

    /// <summary>Address and port of its API and its review page.</summary>
    public string Endpoint { get; set; } = "127.0.0.1:6900";
}
