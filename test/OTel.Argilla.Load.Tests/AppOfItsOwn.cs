using OTel.Argilla.Captures.Tests;
using OTel.Argilla.Captures.Tests.Otlp;

namespace OTel.Argilla.Load.Tests;

/// <summary>
/// The apps were recorded at the same time, with the same words and here and there the same trace id. In life that means that they saw one call; so each gets a day of its own, and the ids that are
/// in use elsewhere, another one.
/// </summary>
internal static class AppOfItsOwn
{
    private const ulong Day = 24UL * 3600 * 1_000_000_000;

    private static readonly int[] ToSpans = [1, 2, 2];

    /// <summary>The request of the app with this number.</summary>
    /// <param name="request">In protobuf.</param>
    /// <param name="app">The number of the app, from 0.</param>
    public static RecordedRequest Of(RecordedRequest request, int app) =>
        request with { Body = Change(request.Body, ToSpans, request.IsLogs ? (item, stream) => LogRecord(item, stream, app) : (item, stream) => Span(item, stream, app)) };

    private static byte[] Change(ReadOnlyMemory<byte> message, ReadOnlySpan<int> path, Action<ProtoField, Stream> change)
    {
        using var stream = new MemoryStream();
        foreach (var field in ProtoFields.Read(message))
        {
            if (path.Length > 0 && field.Number == path[0])
            {
                ProtoFields.Write(stream, field.Number, Change(field.Content, path[1..], change));
            }
            else if (path.Length == 0)
            {
                change(field, stream);
            }
            else
            {
                stream.Write(field.Whole.Span);
            }
        }

        return stream.ToArray();
    }

    private static void Span(ProtoField field, Stream stream, int app)
    {
        switch (field.Number)
        {
            case 1:
                TraceId(field, stream, app);
                break;
            case 7 or 8:
                Time(field, stream, app);
                break;
            case 11:
                ProtoFields.Write(stream, 11, Change(field.Content, [], (inner, to) => Keep(inner, to, inner.Number == 1, Time, app)));
                break;
            case 13:
                ProtoFields.Write(stream, 13, Change(field.Content, [], (inner, to) => Keep(inner, to, inner.Number == 1, TraceId, app)));
                break;
            default:
                stream.Write(field.Whole.Span);
                break;
        }
    }

    private static void LogRecord(ProtoField field, Stream stream, int app)
    {
        switch (field.Number)
        {
            case 1 or 11 when field.Value != 0:
                Time(field, stream, app);
                break;
            case 9:
                TraceId(field, stream, app);
                break;
            default:
                stream.Write(field.Whole.Span);
                break;
        }
    }

    private static void Keep(ProtoField field, Stream stream, bool changes, Action<ProtoField, Stream, int> change, int app)
    {
        if (changes)
        {
            change(field, stream, app);
        }
        else
        {
            stream.Write(field.Whole.Span);
        }
    }

    private static void Time(ProtoField field, Stream stream, int app) => ProtoFields.WriteFixed64(stream, field.Number, field.Value + ((ulong)app * Day));

    private static void TraceId(ProtoField field, Stream stream, int app)
    {
        var id = field.Content.ToArray();
        if (id.Length == 16)
        {
            id[15] ^= (byte)app;
        }

        ProtoFields.Write(stream, field.Number, id);
    }
}
