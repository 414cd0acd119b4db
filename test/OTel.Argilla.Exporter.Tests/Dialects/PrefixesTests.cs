using System.Text;
using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Tests.Dialects;

/// <summary>The first look at names: both encodings say what a plain comparison says.</summary>
[TestFixture]
public sealed class PrefixesTests
{
    private static readonly string[] Words = ["gen_ai.", "genkit:", "g", "haystack.", "é1", "ab", "x\u00e9y"];

    private readonly Prefixes _prefixes = new(Words.Where(static word => word != "g"));

    [TestCase("gen_ai.system", true)]
    [TestCase("gen_ai.", true)]
    [TestCase("gen_ai", false)]
    [TestCase("ge", false)]
    [TestCase("g", false)]
    [TestCase("http.request.method", false)]
    [TestCase("haystack.component", true)]
    [TestCase("é1.a", true)]
    [TestCase("é2", false)]
    [TestCase("ü1", false)]
    [TestCase("xéy", true)]
    [TestCase("x\u00eaz", false)]
    [TestCase("a", false)]
    [TestCase("ab", true)]
    [TestCase("", false)]
    public void Text_is_looked_at_in_both_encodings(string text, bool begins)
    {
        Assert.That(_prefixes.Begin(text), Is.EqualTo(begins));
        Assert.That(_prefixes.Begin(Encoding.UTF8.GetBytes(text)), Is.EqualTo(begins));
    }

    [Test]
    public void A_prefix_of_one_letter_takes_every_word_with_it()
    {
        var prefixes = new Prefixes(Words);
        Assert.That(new[] { "g", "go", "g\u00e9" }.All(text => prefixes.Begin(text) && prefixes.Begin(Encoding.UTF8.GetBytes(text))), Is.True);
    }

    [Test]
    public void Null_begins_with_nothing() => Assert.That(_prefixes.Begin((string?)null), Is.False);
}
