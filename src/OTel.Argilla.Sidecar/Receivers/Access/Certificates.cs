using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OTel.Argilla.Sidecar.Receivers.Access;

/// <summary>The certificates of the receiver: its own, and the roots that clients' ones must come from.</summary>
internal sealed class Certificates : IDisposable
{
    /// <summary>Extended key usage "TLS client": a server's certificate of the same root does not do.</summary>
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _chain = [];
    private readonly X509Certificate2Collection? _roots;

    /// <summary>Reads the files.</summary>
    /// <exception cref="ReceiverException">One of them holds something else.</exception>
    public Certificates(TlsOptions options)
    {
        _own = Read("CertificateFile", options.CertificateFile!, () =>
        {
            // Through PKCS #12, since some platforms do not use a key that was only read.
            using var pem = X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.KeyFile);
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        });
        _chain.ImportFromPemFile(options.CertificateFile!);
        if (options.ClientCaFile is { } roots)
        {
            _roots = Read("ClientCaFile", roots, () =>
            {
                var read = new X509Certificate2Collection();
                read.ImportFromPemFile(roots);
                return read.Count > 0 ? read : throw new InvalidDataException("it holds no certificate");
            });
        }
    }

    public bool AskClients => _roots is not null;

    public X509Certificate2 Own => _own;

    /// <summary>Those between the own certificate and its root.</summary>
    public X509Certificate2Collection Chain => _chain;

    /// <summary>True when the client's certificate is valid now, for clients, and comes from one of the roots.</summary>
    public bool IsTrusted(X509Certificate2 certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (_roots is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.ExtraStore.AddRange(_roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ClientAuthentication));
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate);
    }

    public void Dispose()
    {
        _own.Dispose();
        foreach (var certificate in _chain.Concat(_roots ?? []))
        {
            certificate.Dispose();
        }
    }

    private static T Read<T>(string option, string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ReceiverException(
                $"{ReceiverSettings.Section}:Tls:{option} '{file}' cannot be used: {exception.Message} It must be PEM; the private key stands in the same file or in KeyFile, and is not encrypted.", exception);
        }
    }
}
