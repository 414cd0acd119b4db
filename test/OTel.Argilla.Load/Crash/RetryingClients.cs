using OTel.Argilla.Load.Clients;
using OTel.Argilla.Load.Runs;

namespace OTel.Argilla.Load.Crash;

/// <summary>
/// Several clients that send what there is, each over its own connection, gRPC and HTTP in turns, and send it again until it is acknowledged, as clients of OTLP do: when they are told to,
/// and when the connection breaks or nobody listens.
/// </summary>
internal sealed class RetryingClients
{
    private readonly Task[] _clients;
    private readonly Func<OtlpBody?> _next;
    private readonly Func<(Uri Http, Uri Grpc)> _server;
    private int _acknowledged;
    private int _again;

    /// <param name="count">How many.</param>
    /// <param name="seed">Of their waits.</param>
    /// <param name="next">The next request, or null at the end.</param>
    /// <param name="server">Where to send to.</param>
    public RetryingClients(int count, int seed, Func<OtlpBody?> next, Func<(Uri Http, Uri Grpc)> server)
    {
        (_next, _server) = (next, server);
        _clients = [.. Enumerable.Range(0, count).Select(client => Task.Run(() => SendAllAsync(client % 2 == 0, new Random(seed + client))))];
    }

    /// <summary>Requests that were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Requests that were sent again.</summary>
    public int Again => Volatile.Read(ref _again);

    /// <summary>What a client was told that has to send again.</summary>
    public string LastAnswer { get; private set; } = string.Empty;

    /// <summary>Ends when all are acknowledged.</summary>
    public Task EndAsync() => Task.WhenAll(_clients);

    /// <summary>Throws what went wrong with a client.</summary>
    public void Check()
    {
        if (Array.Find(_clients, static client => client.IsFaulted) is { } faulted)
        {
            faulted.GetAwaiter().GetResult();
        }
    }

    private async Task SendAllAsync(bool isGrpc, Random random)
    {
        using var client = new OtlpClient(isGrpc);
        while (_next() is { } body)
        {
            while (true)
            {
                var (http, grpc) = _server();
                var outcome = await client.SendAsync(isGrpc ? grpc : http, body);
                if (outcome == Outcome.Acknowledged)
                {
                    Interlocked.Increment(ref _acknowledged);
                    await Pause.For(TimeSpan.FromMilliseconds(random.Next(1, 30)));
                    break;
                }

                if (outcome == Outcome.Refused)
                {
                    throw new InvalidOperationException($"A client would have dropped its spans: {client.LastAnswer}");
                }

                Interlocked.Increment(ref _again);
                LastAnswer = client.LastAnswer;
                await Pause.For(TimeSpan.FromMilliseconds(random.Next(5, 100)));
            }
        }
    }
}
