using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Tests.Messages;

public class ContentHashTests
{
    /// <summary>Lengths on both sides of every step and block in which the bytes are taken.</summary>
    [Test]
    public void EveryByteTells([Values(1, 7, 8, 15, 16, 17, 127, 128, 129, 255, 256, 300, 1000)] int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var hashes = new HashSet<ulong> { ContentHash.Of(bytes) };
        for (var i = 0; i < length; i++)
        {
            bytes[i] ^= 1;
            Assert.That(hashes.Add(ContentHash.Of(bytes)), Is.True, $"byte {i}");
            bytes[i] ^= 1;
        }

        Assert.That(hashes.Add(ContentHash.Of(bytes)), Is.False, "the same bytes have the same hash");
    }

    /// <summary>Whole words that change places, within one lane and from one to another.</summary>
    [Test]
    public void TheOrderOfWordsTells()
    {
        var bytes = new byte[512];
        new Random(5).NextBytes(bytes);
        var hashes = new HashSet<ulong> { ContentHash.Of(bytes) };
        for (var word = 8; word < bytes.Length; word += 8)
        {
            var changed = bytes.ToArray();
            bytes.AsSpan(0, 8).CopyTo(changed.AsSpan(word));
            bytes.AsSpan(word, 8).CopyTo(changed);
            Assert.That(hashes.Add(ContentHash.Of(changed)), Is.True, $"word at {word}");
        }
    }

    [Test]
    public void ZerosAndTheirNumberTell()
    {
        var hashes = new HashSet<ulong>();
        for (var length = 0; length < 600; length++)
        {
            Assert.That(hashes.Add(ContentHash.Of(new byte[length])), Is.True, $"{length} zeros");
        }
    }

    [Test]
    public void WhereTheBytesLieDoesNotMatter()
    {
        var bytes = new byte[700];
        new Random(9).NextBytes(bytes);
        var hash = ContentHash.Of(bytes.AsSpan(0, 600));
        var moved = new byte[700];
        bytes.AsSpan(0, 600).CopyTo(moved.AsSpan(3));

        Assert.That(ContentHash.Of(moved.AsSpan(3, 600)), Is.EqualTo(hash));
    }
}
