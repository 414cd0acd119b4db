using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace OTel.Argilla.Benchmarks.Bare;

/// <summary>The body of a request. Whatever is written into it is trusted to fit and to need no escape.</summary>
internal sealed class BareRecords
{
    private byte[] _body = new byte[1024 * 1024];

    public BareRecords() => Clear();

    public int Count { get; private set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> From(int start) => _body.AsSpan(start, Length - start);

    public void Clear()
    {
        (Count, Length) = (0, 0);
        Write("{\"items\":["u8);
    }

    public ReadOnlySpan<byte> End()
    {
        Write("]}"u8);
        return _body.AsSpan(0, Length);
    }

    public void Add(Activity span, int spans, BareTags tags, ReadOnlySpan<byte> question, ReadOnlySpan<byte> answer)
    {
        const int RoomBesideTexts = 4096;
        if (_body.Length - Length < question.Length + answer.Length + RoomBesideTexts)
        {
            Array.Resize(ref _body, (_body.Length * 2) + question.Length + answer.Length);
        }

        var trace = span.TraceId.ToHexString();
        var id = span.SpanId.ToHexString();
        Write(Count++ == 0 ? "{\"external_id\":\""u8 : ",{\"external_id\":\""u8);
        Write(trace);
        Write("-"u8);
        Write(id);
        Write("\",\"fields\":{\"prompt\":\""u8);
        Write(question);
        Write("\",\"response\":\""u8);
        Write(answer);
        Write("\"},\"metadata\":{\"model\":\""u8);
        Write(tags.Model);
        Write("\",\"service\":\"shop\",\"tokens\":"u8);
        Write(tags.InputTokens + tags.OutputTokens);
        Write(",\"latency_ms\":"u8);
        Write((int)span.Duration.TotalMilliseconds);
        Write(".0,\"trace_id\":\""u8);
        Write(trace);
        Write("\",\"span_id\":\""u8);
        Write(id);
        Write("\",\"span_name\":\""u8);
        Write(span.DisplayName);
        Write("\",\"kind\":\""u8);
        Write(tags.Kind);
        Write("\",\"scope\":\""u8);
        Write(span.Source.Name);
        Write("\",\"prompt_source\":\"gen_ai.input.messages\",\"response_source\":\"gen_ai.output.messages\",\"provider\":\""u8);
        Write(tags.Provider);
        Write("\",\"request_model\":\""u8);
        Write(tags.RequestModel);
        Write("\",\"response_id\":\""u8);
        Write(tags.ResponseId);
        Write("\",\"input_tokens\":"u8);
        Write(tags.InputTokens);
        Write(",\"output_tokens\":"u8);
        Write(tags.OutputTokens);
        Write(",\"finish_reasons\":"u8);
        Write(tags.Finish);
        Write(",\"spans\":"u8);
        Write(spans);
        Write("}}"u8);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_body.AsSpan(Length));
        Length += bytes.Length;
    }

    private void Write(string ascii)
    {
        _ = Ascii.FromUtf16(ascii, _body.AsSpan(Length), out var written);
        Length += written;
    }

    private void Write(int number)
    {
        _ = Utf8Formatter.TryFormat(number, _body.AsSpan(Length), out var written);
        Length += written;
    }
}
