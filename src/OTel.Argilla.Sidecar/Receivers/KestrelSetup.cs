using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using OTel.Argilla.Sidecar.Receivers.Access;
using OTel.Argilla.Sidecar.Receivers.Grpc;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>The web server's ports and limits.</summary>
internal static class KestrelSetup
{
    private const string GrpcPort = "otlp.grpc";

    /// <summary>True for requests at the port of gRPC.</summary>
    public static bool IsGrpc(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>() is { } connection && connection.Items.ContainsKey(GrpcPort);

    public static void Configure(KestrelServerOptions kestrel, ReceiverOptions options, Certificates? certificates)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 2L * options.MaxConnections;

        // Compressed bodies and chunks are counted here, what they hold by us; the rest is room for the frames of gRPC.
        kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes + 65_536L;
        kestrel.Limits.MaxRequestHeadersTotalSize = 65_536;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = 65_536;

        // Whole batches fit into the windows, so that senders need not wait in between.
        kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
        Listen(kestrel, options.HttpEndpoint, certificates, certificates is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2, isGrpc: false);
        Listen(kestrel, options.GrpcEndpoint, certificates, HttpProtocols.Http2, isGrpc: true);
    }

    public static void Listen(KestrelServerOptions kestrel, in ListenAddress address, Action<ListenOptions> setup)
    {
        if (address.Address is null)
        {
            kestrel.ListenLocalhost(address.Port, setup);
        }
        else
        {
            kestrel.Listen(address.Address, address.Port, setup);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, string endpoint, Certificates? certificates, HttpProtocols protocols, bool isGrpc)
    {
        if (string.IsNullOrWhiteSpace(endpoint) || !ListenAddress.TryParse(endpoint, out var address))
        {
            return;
        }

        Listen(kestrel, address, Setup);

        void Setup(ListenOptions listen)
        {
            listen.Protocols = protocols;
            if (isGrpc)
            {
                listen.Use(static next => connection =>
                {
                    connection.Items[GrpcPort] = null;
                    return next(connection);
                });
            }

            if (certificates is not null)
            {
                listen.UseHttps(https => SetUp(https, certificates));
            }
        }
    }

    private static void SetUp(HttpsConnectionAdapterOptions https, Certificates certificates)
    {
        https.ServerCertificate = certificates.Own;
        https.ServerCertificateChain = certificates.Chain;
        if (certificates.AskClients)
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = certificates.IsTrusted;
        }
    }
}
