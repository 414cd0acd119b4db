using System.Text;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Tests.Records;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class RecordBufferTests
{
    private readonly RecordBuffer _buffer = new();

    /// <summary>Of all lengths, up to several times what a block holds.</summary>
    [Test]
    public void RecordsStayWhereTheyWereWritten()
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, 300).Select(i => new string((char)('a' + (i % 26)), random.Next(i % 50 == 49 ? 4 * RecordBlock.UsualCapacity : 3000))).ToArray();

        var documents = texts.Select((text, i) => Write(text, random, $"id-{i}")).ToArray();

        Assert.That(documents.Select(static document => Encoding.UTF8.GetString(document.Json.Span)), Is.EqualTo(texts));
        Assert.That(documents.Select(static document => document.ExternalId), Is.EqualTo(texts.Select(static (_, i) => $"id-{i}")));
    }

    [Test]
    public void ARecordThatIsReleasedIsClearedAloneAndOnce()
    {
        var random = new Random(8);
        var (first, second, third) = (Write("first", random, "1"), Write("second", random, "2"), Write("third", random, "3"));
        var memory = second.Json;

        second.Release();
        second.Release();

        Assert.That(memory.ToArray(), Is.All.Zero);
        Assert.That(Encoding.UTF8.GetString(first.Json.Span) + Encoding.UTF8.GetString(third.Json.Span), Is.EqualTo("firstthird"));
        Assert.That(() => second.Json, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void WhatIsNotFinishedIsForgotten()
    {
        var random = new Random(9);
        var before = Write("before", random, "1");
        _buffer.Append("secret"u8);
        var unfinished = _buffer.Segment.Array.AsMemory(_buffer.Length - 6, 6);

        _buffer.Abandon();
        Assert.That(unfinished.ToArray(), Is.All.Zero);

        var after = Write("after", random, "2");
        Assert.That(Encoding.UTF8.GetString(before.Json.Span) + Encoding.UTF8.GetString(after.Json.Span), Is.EqualTo("beforeafter"));
    }

    /// <summary>People's text does not stay behind where the record began.</summary>
    [Test]
    public void WhatMovesToAnotherBlockLeavesNothing()
    {
        _ = Write("before", new Random(10), "1");
        _buffer.Append("secret"u8);
        var place = _buffer.Segment.Array.AsMemory(_buffer.Length - 6, 6);

        _buffer.Append(new byte[2 * RecordBlock.UsualCapacity]);
        var document = _buffer.End("2", RecordParts.None);

        Assert.That(place.ToArray(), Is.All.Zero);
        Assert.That(document.Length, Is.EqualTo(6 + (2 * RecordBlock.UsualCapacity)));
        Assert.That(document.Json.Span.StartsWith("secret"u8), Is.True);
    }

    private RecordDocument Write(string text, Random random, string id)
    {
        var bytes = Encoding.UTF8.GetBytes(text).AsSpan();
        while (!bytes.IsEmpty)
        {
            var length = Math.Min(bytes.Length, random.Next(1, 2000));
            _buffer.Append(bytes[..length]);
            bytes = bytes[length..];
        }

        return _buffer.End(id, RecordParts.None);
    }
}
