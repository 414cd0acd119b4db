using System.Text;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Tests.Traces;

public sealed class ChunkPackingTests
{
    [Test]
    public void Items_come_out_as_they_went_in([Values] bool isText, [Values(0, 1, 100, 48 * 1024, 5_000_000)] int length)
    {
        var items = new byte[length];
        if (!isText)
        {
            new Random(length).NextBytes(items);
        }

        Begin(items);
        var packed = Pack(items);
        Assert.That(packed, Has.Length.LessThanOrEqualTo(length), "what cannot be made smaller is kept as it is");
        Assert.That(isText && length > 10, Is.EqualTo(packed.Length < length));
        Assert.That(Unpack(packed), Is.EqualTo(items));
    }

    [Test]
    public void A_chunk_of_a_process_that_did_not_compress_is_read()
    {
        byte[] chunk = [ItemWriter.Version, 4, 5];
        Assert.That(Unpack(chunk), Is.EqualTo(chunk));
    }

    [Test]
    public void A_damaged_chunk_is_told_and_takes_no_memory()
    {
        var packed = Pack(Begin(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1_000).Select(static i => $" {i * i % 997} orders")))));
        Assert.That(packed, Has.Length.InRange(100, 9_000));
        var random = new Random(1);
        var told = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var damaged = packed[..random.Next(1, packed.Length)].ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Assert.That(ChunkPacking.LengthOf(damaged), Is.LessThanOrEqualTo(64 * damaged.Length));
                _ = Unpack(damaged);
            }
            catch (InvalidDataException)
            {
                told++;
            }
        }

        Assert.That(told, Is.GreaterThan(4_500));
    }

    [TestCase(new byte[] { 0x81 })]
    [TestCase(new byte[] { 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0 })]
    [TestCase(new byte[] { 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [TestCase(new byte[] { 0x81, 0xE8, 0x07, 0 })]
    public void A_length_that_cannot_be_is_told(byte[] damaged) =>
        Assert.That(() => Unpack(damaged), Throws.TypeOf<InvalidDataException>());

    private static byte[] Begin(byte[] items)
    {
        if (items.Length > 0)
        {
            items[0] = ItemWriter.Version;
        }

        return items;
    }

    private static byte[] Pack(byte[] items)
    {
        var target = new byte[ChunkPacking.MostOf(items.Length)];
        return target[..ChunkPacking.Pack(items, target)];
    }

    private static byte[] Unpack(byte[] packed)
    {
        var items = new byte[ChunkPacking.LengthOf(packed)];
        ChunkPacking.Unpack(packed, items);
        return items;
    }
}
