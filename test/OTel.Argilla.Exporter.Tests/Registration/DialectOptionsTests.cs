using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Registration;
using OTel.Argilla.Exporter.Tests.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Registration;

/// <summary>Dialects of the user's own, from the configuration to the record.</summary>
public sealed class DialectOptionsTests
{
    private static readonly (string, string?)[] Declaration =
    [
        ("Argilla:Dialects:shop:DetectKey", "shop.call"),
        ("Argilla:Dialects:shop:KindKey", "shop.call"),
        ("Argilla:Dialects:shop:Kinds:answer", "llm"),
        ("Argilla:Dialects:shop:Input", "shop.question"),
        ("Argilla:Dialects:shop:Output:0", "shop.reply"),
        ("Argilla:Dialects:shop:Output:1", "shop.fallback"),
    ];

    [Test]
    public async Task A_dialect_of_the_configuration_makes_records()
    {
        await using var rig = await EmulatorRig.StartAsync(build: static builder => builder.ConfigureServices(static services => services.AddSingleton(Configuration(Declaration))));
        using (var activity = rig.Source.StartActivity("answer a customer"))
        {
            activity!.SetTag("shop.call", "answer").SetTag("shop.question", "Where is my order?").SetTag("shop.fallback", "On its way.");
        }

        Assert.That(rig.Flush(), Is.True);
        var record = rig.Records.Single();
        Assert.That(((string?)record.Fields["prompt"], (string?)record.Fields["response"]), Is.EqualTo(("Where is my order?", "On its way.")));
        Assert.That((string?)record.Metadata["dialect"], Is.EqualTo("shop"));
    }

    [Test]
    public void Every_member_is_read_from_the_section()
    {
        var dialect = Options([.. Declaration, ("Argilla:Dialects:shop:Scope", "Shop.*"), ("Argilla:Dialects:shop:SpanName", "answer *"), ("Argilla:Dialects:shop:DetectValue", "answer"), ("Argilla:Dialects:shop:Kind", "agent")])
            .Dialects["shop"];
        using var _ = Assert.EnterMultipleScope();
        Assert.That((dialect.Scope, dialect.SpanName, dialect.DetectKey, dialect.DetectValue), Is.EqualTo(("Shop.*", "answer *", "shop.call", "answer")));
        Assert.That((dialect.Kind, dialect.KindKey, dialect.Kinds["ANSWER"]), Is.EqualTo(("agent", "shop.call", "llm")));
        Assert.That(dialect.Input, Is.EqualTo(["shop.question"]));
        Assert.That(dialect.Output, Is.EqualTo(["shop.reply", "shop.fallback"]));
    }

    [Test]
    public void A_named_section_adds_to_the_common_one()
    {
        (string, string?)[] settings = [.. Declaration, ("Argilla:eu:Dialects:shop:Input", "eu.question"), ("Argilla:eu:Dialects:other:Scope", "Other")];
        var dialects = Options(settings, "eu").Dialects;
        Assert.That((dialects["shop"].Input.Single(), dialects["shop"].KindKey, dialects["other"].Scope), Is.EqualTo(("eu.question", "shop.call", "Other")));
        Assert.That(Options(settings).Dialects.Keys, Is.EqualTo(["shop"]));
    }

    [Test]
    public void A_misspelt_member_is_an_error_that_names_those_there_are() => Assert.That(
        () => Options([.. Declaration, ("Argilla:Dialects:shop:Outputs", "x")]),
        Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Argilla:Dialects:shop:Outputs").And.Message.Contains("Input and Output"));

    [Test]
    public void What_is_wrong_with_a_dialect_is_said_at_start_up()
    {
        (Action<ArgillaDialect> Break, string Says)[] cases =
        [
            (d => d.DetectKey = null, "Dialects:shop does not say which spans it is about: set Scope, SpanName or DetectKey."),
            (d => (d.DetectKey, d.Scope, d.Kind) = (null, "Shop", "llm"), "set SpanName, DetectKey, KindKey, Input or Output as well"),
            (d => (d.DetectKey, d.Scope, d.DetectValue) = (null, "Shop", "x"), "set DetectKey to the attribute"),
            (d => d.Kind = "model", "Dialects:shop:Kind is 'model': it must be one of llm, agent, chain,"),
            (d => (d.KindKey, d.Kinds["a"]) = ("k", "modle"), "Dialects:shop:Kinds:a is 'modle'"),
            (d => d.Kinds["a"] = "llm", "set KindKey"),
            (d => d.KindKey = "k", "say which value of k is which kind"),
            (static _ => { }, "Dialects:shop says nothing about its spans"),
            (d => d.Input.Add(" "), "Dialects:shop:Input holds ' '"),
            (d => d.Output.Add("a.*.b"), "'.*' may stand at its end"),
            (d => d.Output.Add(".*"), "Dialects:shop:Output holds ''"),
            (d => d.Scope = "*.Shop", "Dialects:shop:Scope is '*.Shop': '*' may stand at its end only."),
            (d => d.SpanName = "*", "which every span of the app would match"),
        ];
        foreach (var (breakIt, says) in cases)
        {
            var dialect = new ArgillaDialect { DetectKey = "shop.call" };
            breakIt(dialect);
            Assert.That(Problems("shop", dialect), Has.Some.Contains(says));
        }
    }

    [TestCase("langfuse")]
    [TestCase("OpenInference")]
    [TestCase(" ")]
    public void A_dialect_has_a_name_of_its_own(string name) => Assert.That(Problems(name, new ArgillaDialect { DetectKey = "a", Kind = "llm" }), Has.One.Contains("name of its own"));

    [Test]
    public void A_good_dialect_has_no_problem() => Assert.That(Problems("shop", new ArgillaDialect { DetectKey = "a", Kind = "LLM", Input = { "a.b.*", "c" } }), Is.Empty);

    [Test]
    public void Options_that_run_do_not_change()
    {
        var options = new ArgillaExporterOptions { Dialects = { ["shop"] = new ArgillaDialect { DetectKey = "a", Input = { "b" } } } };
        var copy = options.Snapshot();
        options.Dialects["shop"].Input.Add("c");
        options.Dialects["shop"].DetectKey = "d";
        options.Dialects.Clear();
        Assert.That((copy.Dialects["shop"].DetectKey, copy.Dialects["shop"].Input.Count), Is.EqualTo(("a", 1)));
    }

    [Test]
    public void Spans_of_a_declared_dialect_are_let_in_and_others_still_not()
    {
        using var span = new Activity("x").SetTag("zzz.question", "Why?");
        Assert.That(SpanRelevance.IsRelevant(span), Is.False);
        DialectDeclarations.Catalog(new Dictionary<string, ArgillaDialect> { ["zzz"] = new() { SpanName = "éclair *", Input = { "zzz.question" } } });
        Assert.That((SpanRelevance.IsRelevant(span), SpanRelevance.IsRelevantKey("zzz.question"u8), SpanRelevance.IsRelevantName("éclair 1"u8)), Is.EqualTo((true, true, true)));
        Assert.That((SpanRelevance.IsRelevantKey("zzz.answer"u8), SpanRelevance.IsRelevantName("à la carte"u8)), Is.EqualTo((false, false)));
        using var named = new Activity("éclair 1");
        using var other = new Activity("à la carte");
        Assert.That((SpanRelevance.IsRelevant(named), SpanRelevance.IsRelevant(other)), Is.EqualTo((true, false)));
    }

    private static List<string> Problems(string name, ArgillaDialect dialect) =>
        ArgillaOptionsValidator.FindProblems(new ArgillaExporterOptions { ApiKey = "key", Dialects = { [name] = dialect } });

    private static IConfiguration Configuration((string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create(s.Key, s.Value))).Build();

    private static ArgillaExporterOptions Options((string, string?)[] settings, string name = "")
    {
        var services = new ServiceCollection().AddSingleton(Configuration(settings)).AddOptions();
        services.AddSingleton<IConfigureOptions<ArgillaExporterOptions>, ArgillaOptionsSetup>();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<ArgillaExporterOptions>>().Get(name);
    }
}
