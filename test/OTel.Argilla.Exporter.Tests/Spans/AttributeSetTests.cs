using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Tests.Spans;

public class AttributeSetTests
{
    private static readonly AttributeKey Known = AttributeKey.Define("test.known");

    private readonly AttributeShapes _shapes = new();

    [Test]
    public void TheFirstValueThatIsNotNullIsFoundByItsKey()
    {
        var set = new AttributeSet(_shapes);
        for (var round = 0; round < 3; round++)
        {
            set.Add("other", 1);
            set.Add("test.known", null);
            set.Add("test.known", "a" + round);
            set.Add("test.known", "b");

            Assert.That(set[Known], Is.EqualTo("a" + round));
            Assert.That(set.Contains(Known), Is.True);
            Assert.That(Values(set), Is.EqualTo(new object[] { "a" + round, "b" }));
            Assert.That(set.NameAt(0), Is.EqualTo("other"));
            set.Clear();
            Assert.That(set[Known], Is.Null);
            Assert.That(set.Count, Is.Zero);
        }
    }

    [Test]
    public void EqualNamesInEqualOrderAreOneShape()
    {
        var one = new AttributeSet(_shapes);
        var other = new AttributeSet(_shapes);
        one.Add("a", 1);
        one.Add("b", 1);
        other.Add("a", 2);
        other.Add(new string('b', 1), 2);

        Assert.That(other.Shape, Is.SameAs(one.Shape));
        other.Add("c", 2);
        Assert.That(other.Shape, Is.Not.SameAs(one.Shape));
    }

    [Test]
    public void ManyShapesAreForgottenAndReadAsBefore()
    {
        var set = new AttributeSet(_shapes);
        for (var i = 0; i < 10_000; i++)
        {
            set.Add("made up " + i, i);
            set.Add("test.known", i);

            Assert.That(set[Known], Is.EqualTo(i));
            Assert.That(set.NameAt(0), Is.EqualTo("made up " + i));
            set.Clear();
        }
    }

    [Test]
    public void AKeyDefinedLaterIsFoundOnTheNextSpan()
    {
        var name = "test.later." + Guid.NewGuid();
        var set = new AttributeSet(_shapes);
        set.Add(name, 1);
        Assert.That(set.Count, Is.EqualTo(1));
        set.Clear();

        var key = AttributeKey.Define(name);
        set.Clear();
        set.Add(name, 2);

        Assert.That(set[key], Is.EqualTo(2));
    }

    [Test]
    public void KeysOfAListThatAreThereAreGivenInTheOrderOfTheList()
    {
        var list = new KeyList([AttributeKey.Define("test.x"), AttributeKey.Define("test.y"), AttributeKey.Define("test.z")]);
        var set = new AttributeSet(_shapes);
        set.Add("test.z", 1);
        set.Add("test.x", 1);

        Assert.That(set.Shape.Present(list), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(set.Shape.HasPrefix("test."), Is.True);
        Assert.That(set.Shape.HasPrefix("test.y"), Is.False);
    }

    private static List<object> Values(AttributeSet set)
    {
        var values = new List<object>();
        for (var position = 0; set.TryGetNext(Known, ref position, out var value);)
        {
            values.Add(value);
        }

        return values;
    }
}
