namespace OTel.Argilla.Sidecar.Receivers.Access;

/// <summary>TLS on both ports. All files are PEM.</summary>
internal sealed class TlsOptions
{
    /// <summary>The server's certificate, with those between it and the root behind it; null: no TLS.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Its private key; null when it is in the same file.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Roots that clients' certificates must come from; null: clients need none.</summary>
    public string? ClientCaFile { get; set; }

    public bool IsOn => CertificateFile is not null;
}
