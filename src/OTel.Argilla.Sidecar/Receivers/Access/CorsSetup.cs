using Microsoft.AspNetCore.Cors.Infrastructure;

namespace OTel.Argilla.Sidecar.Receivers.Access;

/// <summary>Our options as a policy of ASP.NET Core.</summary>
internal static class CorsSetup
{
    public static void Apply(CorsPolicyBuilder policy, ReceiverOptions options)
    {
        var cors = options.Cors;
        policy.WithMethods("POST")
            .WithHeaders([.. cors.AllowedHeaders, "content-type", "content-encoding", .. AuthenticationHeaders(options.Authentication)])
            .SetPreflightMaxAge(cors.MaxAge);
        if (cors.AllowedOrigins is ["*"])
        {
            // To everybody, but without his cookies.
            policy.AllowAnyOrigin();
        }
        else
        {
            policy.WithOrigins([.. cors.AllowedOrigins]).SetIsOriginAllowedToAllowWildcardSubdomains().AllowCredentials();
        }
    }

    private static IEnumerable<string> AuthenticationHeaders(AuthenticationOptions options)
    {
        if (options.BearerTokens.Count > 0)
        {
            yield return "authorization";
        }

        if (options.ApiKeys.Count > 0)
        {
            yield return options.ApiKeyHeader;
        }
    }
}
