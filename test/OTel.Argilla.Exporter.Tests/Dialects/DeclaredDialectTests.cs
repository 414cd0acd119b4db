using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Registration;
using OTel.Argilla.Exporter.Tests.Assembly;

namespace OTel.Argilla.Exporter.Tests.Dialects;

/// <summary>Spans with keys of the user's own, read as the user says.</summary>
[TestFixture]
public sealed class DeclaredDialectTests
{
    [Test]
    public void Without_a_declaration_such_spans_say_nothing() => Assert.That(Evaluated.Of(Acme("complete")).Outcomes, Is.Empty);

    [Test]
    public void Kind_and_content_are_read_as_declared()
    {
        var pair = Read(Complete, Acme("complete")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.Kind, pair.Dialect), Is.EqualTo(("Why?", "Because.", "llm", "acme")));
        Assert.That((pair.PromptSource, pair.ResponseSource), Is.EqualTo(("acme.question", "acme.answer")));
    }

    [Test]
    public void A_value_tells_the_kind()
    {
        static void Declare(ArgillaDialect d)
        {
            Complete(d);
            d.Kind = null;
            d.KindKey = "acme.op";
            d.Kinds["Complete"] = "llm";
            d.Kinds["run"] = "agent";
            d.Kinds["lookup"] = "tool";
        }

        Assert.That(Read(Declare, Acme("RUN", 1), Acme("complete", 2, 1), Acme("lookup", 3, 1)).Outcomes, Is.EqualTo(["1 -", "2 nested"]));
        Assert.That(Read(Declare, Acme("lookup")).Outcomes, Is.Empty);
        Assert.That(Read(Declare, Acme("something else")).Outcomes, Is.Empty, "neither KindKey nor Kind tells it");
    }

    [Test]
    public void A_declaration_goes_before_what_the_exporter_sees()
    {
        var span = Acme("complete").Tag("gen_ai.operation.name", "execute_tool").Tag("gen_ai.input.messages", TestSpan.User("other"));
        Assert.That(Read(Complete, span).Texts, Is.EqualTo(["Why? → Because."]));
    }

    [Test]
    public void What_is_left_unsaid_is_read_the_usual_way()
    {
        var span = TestSpan.Chat(1, output: TestSpan.Assistant("Because.")).Tag("acme.question", "Why?");
        Assert.That(Read(static d => (d.DetectKey, d.DetectValue) = ("gen_ai.request.model", "M"), span).Texts, Is.Empty);
        Assert.That(
            Read(static d =>
            {
                (d.DetectKey, d.DetectValue) = ("gen_ai.request.model", "M");
                d.Input.Add("acme.question");
            }, span).Texts,
            Is.EqualTo(["Why? → Because."]));
    }

    [Test]
    public void The_first_key_that_holds_something_is_taken()
    {
        static void Declare(ArgillaDialect d)
        {
            Complete(d);
            d.Input.Insert(0, "acme.rewritten");
        }

        Assert.That(Read(Declare, Acme("complete")).Texts, Is.EqualTo(["Why? → Because."]));
        Assert.That(Read(Declare, Acme("complete").Tag("acme.rewritten", "Why not?")).Texts, Is.EqualTo(["Why not? → Because."]));
    }

    [Test]
    public void Messages_may_be_spread_over_attributes()
    {
        var span = Acme("complete").Tag("acme.chat.0.role", "system").Tag("acme.chat.0.content", "Be brief").Tag("acme.chat.10.role", "user").Tag("acme.chat.10.content", "Now?")
            .Tag("acme.chat.2.role", "user").Tag("acme.chat.2.content", "Before").Tag("acme.chat.3.role", "assistant").Tag("acme.chat.3.content", "Yes");
        var pair = Read(static d =>
        {
            Complete(d);
            d.Input.Insert(0, "acme.chat.*");
        }, span).Pair;
        Assert.That((pair.System.ToString(), pair.Prompt.ToString(), pair.History.Count), Is.EqualTo(("Be brief", "Now?", 2)));
    }

    [Test]
    public void A_cut_list_of_messages_gives_what_is_whole() => Assert.That(
        Read(Complete, Acme("complete", question: """[{"role":"user","content":"Why?"},{"role":"user","con""")).Pair.Flags, Does.Contain("truncated"));

    [TestCase("Acme.Chat", null, null, true)]
    [TestCase("Acme.*", null, null, true)]
    [TestCase("Acme", null, null, false)]
    [TestCase("*", null, null, true)]
    [TestCase(null, "acme complete", null, true)]
    [TestCase(null, "acme *", null, true)]
    [TestCase(null, "Acme*", null, false)]
    [TestCase(null, null, "7", true)]
    [TestCase(null, null, "8", false)]
    [TestCase("Acme.*", "other", "7", false)]
    public void Spans_are_detected(string? scope, string? name, string? version, bool found)
    {
        var result = Read(d =>
        {
            Complete(d);
            (d.Scope, d.SpanName, d.DetectKey, d.DetectValue) = (scope, name, version is null ? null : "acme.version", version);
        }, Acme("complete").Tag("acme.version", 7).Scope("Acme.Chat"));
        Assert.That(result.Pairs, Has.Count.EqualTo(found ? 1 : 0));
    }

    [Test]
    public void A_span_without_content_names_the_dialect()
    {
        var result = Read(static d =>
        {
            Complete(d);
            d.DetectKey = "acme.op";
        }, new TestSpan("acme x", 1).Tag("acme.op", "complete"));
        Assert.That(result.Outcomes, Is.EqualTo(["1 no_content"]));
        Assert.That(result.Hint, Does.Contain("acme").And.Contain("configuration"));
    }

    private static void Complete(ArgillaDialect dialect)
    {
        dialect.SpanName = "acme *";
        dialect.Kind = "llm";
        dialect.Input.Add("acme.question");
        dialect.Output.Add("acme.answer");
    }

    private static TestSpan Acme(string operation, int id = 1, int parent = 0, string question = "Why?") =>
        new TestSpan("acme " + operation, id, parent, parent == 0 ? 0 : 1, parent == 0 ? 50 : 9).Tag("acme.op", operation).Tag("acme.question", question).Tag("acme.answer", "Because.");

    private static Evaluated Read(Action<ArgillaDialect> declare, params TestSpan[] spans)
    {
        var dialect = new ArgillaDialect();
        declare(dialect);
        return Evaluated.Of(new PairOptions { Dialects = DialectDeclarations.Catalog(new Dictionary<string, ArgillaDialect> { ["acme"] = dialect }) }, spans);
    }
}
