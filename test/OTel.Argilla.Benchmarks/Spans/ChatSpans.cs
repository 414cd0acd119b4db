using System.Diagnostics;

namespace OTel.Argilla.Benchmarks.Spans;

/// <summary>Calls of a model, each the root of its own trace: a question and an answer of 1 kB each.</summary>
internal sealed class ChatSpans : IDisposable
{
    private const int MessageLength = 1000;

    private readonly SpanSource _source = new("Experimental.Microsoft.Extensions.AI");
    private readonly (string Input, string Output)[] _contents;
    private int _made;

    /// <param name="distinct">How many different contents there are.</param>
    public ChatSpans(int distinct)
    {
        _contents = new (string, string)[distinct];
        for (var i = 0; i < distinct; i++)
        {
            _contents[i] = (
                SpanSource.Json(SpanSource.Message("user", SpanSource.Text(Prose.Make(MessageLength, i)))),
                SpanSource.Json(SpanSource.Answer("stop", SpanSource.Text(Prose.Make(MessageLength, -1 - i)))));
        }
    }

    public Activity Make()
    {
        var number = _made++;
        var (input, output) = _contents[number % _contents.Length];
        var span = _source.Start("chat gpt-4o-mini", ActivityKind.Client);
        ModelCall.Tag(span, input, output, "[\"stop\"]", number);
        span.Stop();
        return span;
    }

    public void Dispose() => _source.Dispose();
}
