using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>A root and certificates from it, as PEM files in a directory that goes with them.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("otel-argilla-tls-");
    private readonly X509Certificate2 _root = MakeRoot("root");

    public TestCertificates()
    {
        File.WriteAllText(RootFile, _root.ExportCertificatePem());
        var server = Issue(_root, "server", "1.3.6.1.5.5.7.3.1");
        File.WriteAllText(ServerFile, server.ExportCertificatePem());
        File.WriteAllText(ServerKeyFile, server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Server = server;
        Client = Issue(_root, "client", "1.3.6.1.5.5.7.3.2");
        using var other = MakeRoot("other root");
        Stranger = Issue(other, "client", "1.3.6.1.5.5.7.3.2");
    }

    public string RootFile => Path.Combine(_directory.FullName, "root.pem");

    public string ServerFile => Path.Combine(_directory.FullName, "server.pem");

    public string ServerKeyFile => Path.Combine(_directory.FullName, "server.key");

    /// <summary>For servers: no client may show it.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>A client of the root.</summary>
    public X509Certificate2 Client { get; }

    /// <summary>A client of another root.</summary>
    public X509Certificate2 Stranger { get; }

    /// <summary>A client that trusts the root, and shows a certificate or none.</summary>
    public HttpClient NewClient(X509Certificate2? shown)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(_root);
        handler.SslOptions.ClientCertificates = shown is null ? [] : [shown];
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => shown!;
        return new HttpClient(handler);
    }

    public void Dispose()
    {
        _root.Dispose();
        Server.Dispose();
        Client.Dispose();
        Stranger.Dispose();
        _directory.Delete(recursive: true);
    }

    private static X509Certificate2 MakeRoot(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 root, string name, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
