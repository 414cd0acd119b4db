using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Tests.Traces;

public sealed class LinkRowsTests
{
    private const int Size = 17;

    private readonly LinkRows _rows = new();

    [TestCase(0, 4)]
    [TestCase(4, 8)]
    [TestCase(28, 32)]
    [TestCase(32, 40)]
    [TestCase(1_000, 1_250)]
    public void What_stood_there_stands_in_the_larger_one(int count, int larger)
    {
        var rows = Enumerable.Range(1, count * Size).Select(static i => (byte)i).ToArray();
        var grown = _rows.Grow(rows, Size);
        Assert.That(grown, Has.Length.EqualTo(larger * Size));
        Assert.That(grown[..rows.Length], Is.EqualTo(Enumerable.Range(1, count * Size).Select(static i => (byte)i)));
    }

    [Test]
    public void Arrays_are_used_again_by_one_at_a_time()
    {
        var first = _rows.Grow([], Size);
        var second = _rows.Grow(first, Size);
        Assert.That(_rows.Grow([], Size), Is.SameAs(first));
        Assert.That(_rows.Grow([], Size), Is.Not.SameAs(first));
        _rows.Return(second, Size);
        Assert.That(_rows.Grow(_rows.Grow([], Size), Size), Is.SameAs(second));
    }

    [Test]
    public void Not_more_are_kept_than_a_few()
    {
        var arrays = Enumerable.Range(0, 20_000).Select(_ => _rows.Grow([], Size)).ToHashSet();
        foreach (var array in arrays)
        {
            _rows.Return(array, Size);
        }

        var again = Enumerable.Range(0, 20_000).Count(_ => arrays.Contains(_rows.Grow([], Size)));
        Assert.That(again * 4 * Size, Is.InRange(256_000, 256 * 1024));
    }
}
