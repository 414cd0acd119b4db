using System.Text;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Sends a recorded request to a receiver, byte by byte as it was.</summary>
internal static class ExchangeRunner
{
    public static async Task<ExchangeAnswer> RunAsync(Exchange exchange, TestReceiver receiver, Http2Calls calls)
    {
        var before = receiver.Ingest.Items;
        var isGrpc = exchange.Port.Contains("grpc", StringComparison.Ordinal);
        var answer = exchange switch
        {
            { Protocol: "raw TCP" } => await RawAsync(exchange, isGrpc ? receiver.Grpc : receiver.Http),
            { Protocol: "HTTP/1.1" } => await Http1Async(exchange, receiver.Http),
            _ => await Http2Async(exchange, isGrpc ? receiver.Grpc : receiver.Http, calls),
        };
        return answer with { IsTaken = receiver.Ingest.Items > before };
    }

    private static async Task<ExchangeAnswer> RawAsync(Exchange exchange, Uri url)
    {
        using var client = await RawHttp.ConnectAsync(url);
        await client.SendAsync(exchange.Raw);
        return await client.ReadAsync() is { } answer
            ? new ExchangeAnswer($"{answer.Status}", false, null, null, await client.IsClosedAsync(), null)
            : new ExchangeAnswer("cut", false, null, null, true, null);
    }

    private static async Task<ExchangeAnswer> Http1Async(Exchange exchange, Uri url)
    {
        using var client = await RawHttp.ConnectAsync(url);
        var head = $"{exchange.Method} {exchange.Path} HTTP/1.1\r\n" + string.Concat(exchange.Headers.Select(static h => $"{h.Name}: {h.Value}\r\n")) + "\r\n";
        var asks = exchange.Headers.Contains(("Expect", "100-continue"));
        await client.SendAsync(exchange.Raw ?? [.. Encoding.Latin1.GetBytes(head), .. asks ? [] : exchange.Body]);
        if (exchange.Name == "short-body")
        {
            // The rest never comes.
            client.EndSending();
        }

        var answer = await client.ReadAsync(exchange.Method != "HEAD");
        if (answer is { Status: 100 })
        {
            await client.SendAsync(exchange.Body);
            answer = await client.ReadAsync();
        }

        // A server that has refused a body waits some seconds for it nevertheless.
        var refused = asks && answer is { Status: >= 400 };
        return answer is { } one
            ? AnswerForms.Http(one.Status, exchange.Headers, one.Headers, one.Body, false, refused ? null : await client.IsClosedAsync())
            : new ExchangeAnswer("no answer", false, null, null, null, null);
    }

    private static async Task<ExchangeAnswer> Http2Async(Exchange exchange, Uri url, Http2Calls calls)
    {
        var answer = await calls.SendAsync(url, exchange.Method, exchange.Path, exchange.Headers, exchange.Body);
        return answer is not { } one ? new ExchangeAnswer("cut", false, null, null, null, null)
            : one.Headers.Any(static h => h.Name == "grpc-status") ? AnswerForms.Grpc(one.Status, one.Headers, one.Body, false)
            : AnswerForms.Http(one.Status, exchange.Headers, one.Headers, one.Body, false, null);
    }
}
