using Microsoft.AspNetCore.Http;

namespace OTel.Argilla.Sidecar.Receivers.Grpc;

/// <summary>How long a call's client waits: until it leaves, or for the time that it has named.</summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>Longer than any client waits, and short enough for a timer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenSource? _either;
    private readonly bool _hadPassed;

    private Deadline(TimeSpan? timeout, TimeProvider time, CancellationToken client)
    {
        Token = client;
        if (timeout is not { } wait)
        {
            return;
        }

        _hadPassed = wait <= TimeSpan.Zero;
        _timer = new CancellationTokenSource(wait < Longest ? wait : Longest, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(client, _timer.Token);
        Token = _either.Token;
    }

    public CancellationToken Token { get; }

    public bool HasPassed => _hadPassed || _timer is { IsCancellationRequested: true };

    /// <summary>Starts the clock of a call.</summary>
    public static Deadline Of(HttpContext context, TimeProvider time) =>
        new(GrpcHeaders.TryParseTimeout(context.Request.Headers[GrpcHeaders.Timeout], out var timeout) ? timeout : null, time, context.RequestAborted);

    public void Dispose()
    {
        _either?.Dispose();
        _timer?.Dispose();
    }
}
