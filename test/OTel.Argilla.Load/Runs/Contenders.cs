using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Runs;

/// <summary>Starts what is measured.</summary>
internal static class Contenders
{
    /// <summary>This program in one of its modes.</summary>
    public static IReadOnlyList<string> Self(string mode) => ["dotnet", Path.Combine(AppContext.BaseDirectory, "OTel.Argilla.Load.dll"), mode];

    /// <summary>The command as it was built beside this program.</summary>
    public static IReadOnlyList<string> Command => ["dotnet", Path.Combine(AppContext.BaseDirectory, "otel-argilla.dll")];

    /// <summary>A sidecar with ports that the system chooses.</summary>
    public static async Task<ServerProcess> SidecarAsync(IReadOnlyList<string> command, string data, Uri? argilla, IReadOnlyDictionary<string, string>? more = null)
    {
        var server = LaunchSidecar(command, data, argilla, more);
        try
        {
            await server.ListensAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>The same, without waiting until it listens.</summary>
    public static ServerProcess LaunchSidecar(IReadOnlyList<string> command, string data, Uri? argilla, IReadOnlyDictionary<string, string>? more = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["Receiver__HttpEndpoint"] = "127.0.0.1:0", ["Receiver__GrpcEndpoint"] = "127.0.0.1:0", ["Status__Endpoint"] = "127.0.0.1:0",
        };
        if (argilla is not null)
        {
            environment["ARGILLA_API_URL"] = argilla.AbsoluteUri;
            environment["ARGILLA_API_KEY"] = "argilla.apikey";
        }

        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        return ServerProcess.Launch([.. command, "serve", "--data", data], environment);
    }
}
