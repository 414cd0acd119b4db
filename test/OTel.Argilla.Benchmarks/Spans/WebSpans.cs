using System.Diagnostics;

namespace OTel.Argilla.Benchmarks.Spans;

/// <summary>Spans of a web app in traces of three: a request that it serves, a query of its database and a call of another service.</summary>
internal sealed class WebSpans : IDisposable
{
    private readonly SpanSource _source = new("Microsoft.AspNetCore");
    private Activity? _request;
    private int _made;

    public Activity Make()
    {
        var number = _made++;
        var span = (number % 3) switch
        {
            0 => _request = Serve(number),
            1 => Query(number),
            _ => Call(number),
        };
        span.Stop();
        return span;
    }

    public void Dispose() => _source.Dispose();

    private Activity Serve(int number)
    {
        var span = _source.Start("GET /orders/{id}", ActivityKind.Server);
        span.SetTag("server.address", "shop.example.test");
        span.SetTag("server.port", 443);
        span.SetTag("http.request.method", "GET");
        span.SetTag("url.scheme", "https");
        span.SetTag("url.path", $"/orders/{number}");
        span.SetTag("network.protocol.version", "2");
        span.SetTag("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        span.SetTag("http.route", "/orders/{id}");
        span.SetTag("http.response.status_code", 200);
        return span;
    }

    private Activity Query(int number)
    {
        var span = _source.Start("SELECT orders", ActivityKind.Client, _request);
        span.SetTag("db.system.name", "postgresql");
        span.SetTag("db.namespace", "shop");
        span.SetTag("db.operation.name", "SELECT");
        span.SetTag("db.query.text", "SELECT o.id, o.placed, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer WHERE o.id = $1");
        span.SetTag("db.response.returned_rows", number % 7);
        span.SetTag("server.address", "db.example.test");
        span.SetTag("server.port", 5432);
        return span;
    }

    private Activity Call(int number)
    {
        var span = _source.Start("GET", ActivityKind.Client, _request);
        span.SetTag("http.request.method", "GET");
        span.SetTag("server.address", "stock.example.test");
        span.SetTag("server.port", 443);
        span.SetTag("url.full", $"https://stock.example.test/items/{number}");
        span.SetTag("network.protocol.version", "1.1");
        span.SetTag("http.response.status_code", 200);
        return span;
    }
}
