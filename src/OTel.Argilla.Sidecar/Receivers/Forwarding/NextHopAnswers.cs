using System.Globalization;
using System.Net;
using OTel.Argilla.Sidecar.Receivers.Grpc;

namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>Which answers of a receiver mean that it wants to see a request again: those that OTLP names.</summary>
internal static class NextHopAnswers
{
    public static ForwardOutcome OfHttp(HttpResponseMessage response)
    {
        var reason = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (response.IsSuccessStatusCode)
        {
            return ForwardOutcome.Sent;
        }

        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            ? new ForwardOutcome(ForwardOutcomeKind.Retry, reason, response.Headers.RetryAfter?.Delta)
            : new ForwardOutcome(ForwardOutcomeKind.Refused, reason);
    }

    public static ForwardOutcome OfGrpc(HttpResponseMessage response)
    {
        var status = Get(response, GrpcHeaders.Status);
        return status switch
        {
            "0" => ForwardOutcome.Sent,
            "1" or "4" or "10" or "11" or "14" or "15" => new ForwardOutcome(ForwardOutcomeKind.Retry, "code " + status),

            // With a RetryInfo only, which is the one detail that receivers of OTLP add.
            "8" when Get(response, GrpcHeaders.Details) is not null => new ForwardOutcome(ForwardOutcomeKind.Retry, "code 8"),
            null => new ForwardOutcome(ForwardOutcomeKind.Retry, "no gRPC status"),
            _ => new ForwardOutcome(ForwardOutcomeKind.Refused, int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? $"code {code}" : "an unknown code"),
        };
    }

    private static string? Get(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? values.FirstOrDefault() : null;
}
