using System.Diagnostics;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>Whatever the bytes, decoding ends with spans or with an error of its own, soon; and what was taken can be read to the last value.</summary>
public sealed class HostileInputTests
{
    private static readonly (byte[] Body, OtlpFormat Format, OtlpSignal Signal)[] Seeds =
    [
        .. Samples.Names.Where(static n => n.StartsWith("pairs/") || n.StartsWith("sources/") || (n.StartsWith("odd/") && n.EndsWith(".pb")))
            .Select(static n => (Samples.Get(n), Decoding.FormatOf(n), Decoding.SignalOf(n))),
    ];

    [Test]
    public void Truncated_anywhere()
    {
        foreach (var (body, format, signal) in Seeds.Where(static s => s.Body.Length < 8000).Take(24))
        {
            for (var length = 0; length < body.Length; length += 1 + (body.Length / 300))
            {
                ReadAll(body[..length], format, signal);
            }
        }
    }

    [Test]
    public void Changed_at_random()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 4000; round++)
        {
            var (body, format, signal) = Seeds[random.Next(Seeds.Length)];
            if (body.Length > 60_000)
            {
                continue;
            }

            var changed = body.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(changed.Length);
                switch (random.Next(4))
                {
                    case 0:
                        changed[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        changed[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 2:
                        var piece = random.Next(1, 64);
                        changed = [.. changed[..at], .. changed[Math.Min(changed.Length, at + piece)..]];
                        break;
                    default:
                        var from = random.Next(changed.Length);
                        changed = [.. changed[..at], .. changed[from..Math.Min(changed.Length, from + 64)], .. changed[at..]];
                        break;
                }

                if (changed.Length == 0)
                {
                    break;
                }
            }

            ReadAll(changed, format, signal);
            ReadAll(changed, format, signal == OtlpSignal.Traces ? OtlpSignal.Logs : OtlpSignal.Traces);
        }
    }

    [Test]
    public void Random_bytes()
    {
        var random = new Random(4318);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            ReadAll(bytes, OtlpFormat.Protobuf, OtlpSignal.Traces);
            ReadAll(bytes, OtlpFormat.Protobuf, OtlpSignal.Logs);
            ReadAll(bytes, OtlpFormat.Json, OtlpSignal.Traces);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Deep_values_are_cut_and_cost_no_more_than_flat_ones(bool isJson)
    {
        var format = isJson ? OtlpFormat.Json : OtlpFormat.Protobuf;
        var body = isJson ? Nesting.Json(20_000) : Nesting.Protobuf(20_000);

        var batch = Decoding.Decode(body, format, OtlpSignal.Traces);

        var attributes = new AttributeSet();
        batch.Spans[0].CopyAttributesTo(attributes);
        var tape = new ValueTape();
        var value = tape.AddAttribute(attributes.ValueAt(0));
        var depth = 0;
        while (value.IsArray)
        {
            depth++;
            value = value.At(0);
        }

        Assert.That(depth, Is.EqualTo(OtlpLimits.MaxValueDepth));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Time_grows_with_the_size_only(bool isJson)
    {
        var format = isJson ? OtlpFormat.Json : OtlpFormat.Protobuf;

        // At each size a value as deep as is read, with all of the text at the bottom.
        var small = TimeToRead(format == OtlpFormat.Json ? Nesting.Json(63, 100_000) : Nesting.Protobuf(63, 100_000), format);
        var large = TimeToRead(format == OtlpFormat.Json ? Nesting.Json(63, 3_200_000) : Nesting.Protobuf(63, 3_200_000), format);

        // Quadratic time would be 1,024 times.
        Assert.That(large, Is.LessThan(250 * Math.Max(small, 0.05)));
    }

    private static double TimeToRead(byte[] body, OtlpFormat format)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            ReadAll(body, format, OtlpSignal.Traces);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    private static void ReadAll(byte[] body, OtlpFormat format, OtlpSignal signal)
    {
        var batch = new OtlpBatch();
        try
        {
            OtlpDecoder.Decode(body, format, signal, batch);
        }
        catch (OtlpException error)
        {
            Assert.That(error.ByteOffset, Is.InRange(0, body.Length));
            return;
        }

        _ = BatchText.Of(batch);
        foreach (var span in batch.Spans)
        {
            _ = span.ResponseId;
        }
    }
}
