using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Receivers.Access;
using OTel.Argilla.Sidecar.Receivers.Answers;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>Decides by a request's head alone whether it is let in.</summary>
internal sealed class Admission(ReceiverOptions options, ILogger logger) : IDisposable
{
    private readonly Authenticator _authenticator = new(options.Authentication);
    private readonly ClientLimits _limits = new(options);
    private int _refusalSaid;

    /// <summary>Takes a place for the request, which the caller gives back; the answer when there is none.</summary>
    public ClientLimits.Lease Enter(HttpContext context, out Answer? refusal)
    {
        var client = context.Connection.RemoteIpAddress;
        if (!_authenticator.IsAllowed(context.Request.Headers))
        {
            if (Interlocked.Exchange(ref _refusalSaid, 1) == 0)
            {
                ReceiverLog.Unauthenticated(logger, client?.ToString() ?? "an unknown address");
            }

            refusal = new Answer(AnswerKind.Unauthenticated, _authenticator.Hint);
            return default;
        }

        var lease = _limits.Enter(client);
        refusal = lease.IsAcquired ? null : Answer.Throttled(Limits(), lease.RetryAfter);
        return lease;
    }

    public void Dispose() => _limits.Dispose();

    private string Limits() =>
        "This client sends more than the receiver takes of one ("
        + (options.MaxConcurrentRequestsPerClient > 0 ? FormattableString.Invariant($"{options.MaxConcurrentRequestsPerClient} requests at a time") : "any number at a time")
        + (options.MaxRequestsPerSecondPerClient > 0 ? FormattableString.Invariant($", {options.MaxRequestsPerSecondPerClient} a second") : string.Empty)
        + "): send larger batches, or raise MaxConcurrentRequestsPerClient or MaxRequestsPerSecondPerClient.";
}
