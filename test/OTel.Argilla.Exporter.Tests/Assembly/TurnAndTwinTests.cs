using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Assembly;

/// <summary>Steps 4 and 5: which spans beside each other are one turn, or one call.</summary>
[TestFixture]
public sealed class TurnAndTwinTests
{
    [Test]
    public void A_hand_written_tool_loop_is_one_turn_named_by_its_first_span()
    {
        var result = Evaluated.Of(
            Chat(1, 9, 0, 10, User("Weather?"), All(Call("c1", "get"))).Usage(10, 1),
            Chat(2, 9, 20, 30, All(Text("user", "Weather?"), Call("c1", "get"), Result("c1", "4")), Assistant("Cold")).Usage(20, 2));

        var pair = result.Pair;
        Assert.Multiple(() =>
        {
            Assert.That(result.Texts, Is.EqualTo(["Weather? → Cold"]));
            Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 continuation"]));
            Assert.That((pair.InputTokens, pair.OutputTokens), Is.EqualTo((30, 3)));
            Assert.That(pair.LatencyMilliseconds, Is.EqualTo(30));
            Assert.That(pair.Tools, Is.EqualTo(["get"]));
            Assert.That(pair.Flags, Is.Empty);
        });
    }

    [Test]
    public void A_loop_that_only_refers_to_the_previous_response_is_one_turn() => Assert.That(
        Evaluated.Of(
            Chat(1, 9, 0, 10, User("Weather?"), All(Call("c1", "get"))),
            Chat(2, 9, 20, 30, All(Result("c1", "4")), Assistant("Cold"))).Texts,
        Is.EqualTo(["Weather? → Cold"]));

    [Test]
    public void Ids_of_calls_join_roots_of_different_traces()
    {
        var result = Evaluated.Of(
            Chat(1, 0, 0, 10, User("Weather?"), All(Call("c1", "get"))),
            Chat(2, 0, 20, 30, All(Result("c1", "4")), Assistant("Cold"), trace: 2));

        Assert.That(result.Texts, Is.EqualTo(["Weather? → Cold"]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 continuation"]));
    }

    [Test]
    public void A_prefix_does_not_join_roots_of_different_traces() => Assert.That(
        Evaluated.Of(
            Chat(1, 0, 0, 10, User("Weather?"), All(Call("c1", "get"))),
            Chat(2, 0, 20, 30, All(Text("user", "Weather?"), Call("c1", "get"), Result("c1", "4")), Assistant("Cold"), trace: 2)).Outcomes,
        Is.EqualTo(["1 tool_call_only", "2 -"]));

    [Test]
    public void Two_loops_with_one_question_side_by_side_keep_both_answers() => Assert.That(
        Evaluated.Of(
            Chat(1, 9, 0, 1, User("Weather?"), All(Call("c1", "get"))),
            Chat(2, 9, 0, 2, User("Weather?"), All(Call("c2", "get"))),
            Chat(3, 9, 3, 4, All(Text("user", "Weather?"), Call("c1", "get"), Result("c1", "Oslo")), All(Call("c3", "get"))),
            Chat(4, 9, 5, 6, All(Text("user", "Weather?"), Call("c2", "get"), Result("c2", "Rome")), Assistant("Warm")),
            Chat(5, 9, 7, 8, All(Text("user", "Weather?"), Call("c1", "get"), Result("c1", "Oslo"), Call("c3", "get"), Result("c3", "x")), Assistant("Cold"))).Texts,
        Is.EquivalentTo(["Weather? → Warm", "Weather? → Cold"]));

    [Test]
    public void Another_image_is_another_question()
    {
        static string About(string image) =>
            $$"""{"role":"user","parts":[{"type":"text","content":"What is it?"},{"type":"uri","uri":"https://x.test/{{image}}","modality":"image","mime_type":"image/png"}]}""";

        Assert.That(
            Evaluated.Of(
                Chat(1, 9, 0, 1, All(About("cat.png")), Assistant("A cat")),
                Chat(2, 9, 2, 3, All(About("dog.png"), Text("assistant", "It is")), Assistant("a dog"))).Pairs,
            Has.Count.EqualTo(2));
    }

    [Test]
    public void A_new_question_starts_a_new_turn_with_history()
    {
        var result = Evaluated.Of(
            Chat(1, 9, 0, 10, User("One?"), Assistant("1")),
            Chat(2, 9, 20, 30, All(Text("system", "s"), Text("user", "One?"), Text("assistant", "1"), Text("user", "Two?")), Assistant("2")));

        Assert.That(result.Texts, Is.EqualTo(["One? → 1", "Two? → 2"]));
        Assert.That(result.Pairs[1].History.Select(static m => m.Texts[0].ToString()), Is.EqualTo(["One?", "1"]));
        Assert.That(result.Pairs[1].System.ToString(), Is.EqualTo("s"));
    }

    [Test]
    public void The_same_question_in_parallel_or_again_is_another_record() => Assert.That(
        Evaluated.Of(
            Chat(1, 9, 0, 10, User("Joke?"), Assistant("a")),
            Chat(2, 9, 5, 15, User("Joke?"), Assistant("b")),
            Chat(3, 9, 20, 30, User("Joke?"), Assistant("c"))).Texts,
        Is.EqualTo(["Joke? → a", "Joke? → b", "Joke? → c"]));

    [Test]
    public void An_agent_that_only_hands_over_has_begun_the_turn()
    {
        var result = Evaluated.Of(
            Agent(1, "Triage", 9, 0, 10, User("Refund!"), All(Call("h1", "handoff_to_1"))),
            Agent(2, "Refunds", 9, 20, 30, User("Refund!"), Assistant("Done.")));

        Assert.That(result.Texts, Is.EqualTo(["Refund! → Done."]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 continuation"]));
        Assert.That(result.Pair.Agents, Is.EqualTo(["Triage", "Refunds"]));
    }

    [Test]
    public void A_call_that_only_hands_over_has_begun_the_turn_too()
    {
        var result = Evaluated.Of(
            Chat(1, 9, 0, 10, User("Refund!"), All(Call("h1", "transfer_to_refund"))).Usage(10, 1),
            Chat(2, 9, 20, 30, User("Refund!"), Assistant("Done.")).Usage(20, 2));

        Assert.That(result.Texts, Is.EqualTo(["Refund! → Done."]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 continuation"]));
        Assert.That(result.Pair.InputTokens, Is.EqualTo(30));
    }

    [Test]
    public void A_relayed_answer_carries_the_turn_on_and_is_no_prompt()
    {
        var result = Evaluated.Of(
            Agent(1, "Writer", 9, 0, 10, User("Haiku"), Assistant("Old pond")),
            Agent(2, "Translator", 9, 20, 30, All(Text("user", "Haiku"), Text("user", "Old pond", name: "Writer")), Assistant("Vieil étang")));

        Assert.That(result.Texts, Is.EqualTo(["Haiku → Vieil étang"]));
    }

    [Test]
    public void White_space_around_what_is_relayed_does_not_matter() => Assert.That(
        Evaluated.Of(
            Agent(1, "Writer", 9, 0, 10, User("Haiku"), Assistant("Old pond\n")),
            Agent(2, "Translator", 9, 20, 30, All(Text("user", "Haiku"), Text("user", "Old pond", name: "Writer")), Assistant("Vieil étang"))).Texts,
        Is.EqualTo(["Haiku → Vieil étang"]));

    [Test]
    public void Equal_texts_alone_do_not_join() => Assert.That(
        Evaluated.Of(
            Chat(1, 9, 0, 10, User("Haiku"), Assistant("Old pond")),
            Chat(2, 9, 20, 30, User("Old pond"), Assistant("Vieil étang"))).Texts,
        Is.EqualTo(["Haiku → Old pond", "Old pond → Vieil étang"]));

    [Test]
    public void Two_instrumentations_of_one_call_give_one_record()
    {
        var result = Evaluated.Of(
            Chat(1, 0, 0, 20, User("q"), Assistant("a")).Scope("one"),
            Chat(2, 0, 5, 15, User("q"), Assistant("a"), trace: 2).Scope("two").Tag("gen_ai.response.model", "m-2"));

        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 duplicate"]));
        Assert.That(result.Pair.Model, Is.EqualTo("m-2"));
    }

    [Test]
    public void Of_two_with_one_response_id_the_one_with_content_stays()
    {
        var result = Evaluated.Of(
            Chat(1, 9, 0, 20).Scope("one").Tag("gen_ai.response.id", "r1").Usage(5, 5),
            Chat(2, 9, 1, 15, User("q"), Assistant("a")).Scope("two").Tag("gen_ai.response.id", "r1"));

        Assert.That(result.Outcomes, Is.EqualTo(["1 duplicate", "2 -"]));
        Assert.That(result.Pair.InputTokens, Is.EqualTo(5));
    }

    [Test]
    public void Three_jokes_of_one_scope_are_three_records() => Assert.That(
        Evaluated.Of(
            Chat(1, 9, 0, 30, User("Tell me a joke"), Assistant("ha")),
            Chat(2, 9, 1, 20, User("Tell me a joke"), Assistant("ha")),
            Chat(3, 9, 2, 10, User("Tell me a joke"), Assistant("ha"))).Pairs,
        Has.Count.EqualTo(3));

    [Test]
    public void An_agent_in_three_traces_is_one_record() // T11
    {
        var result = Evaluated.Of(
            Agent(1, "A", 0, 0, 100, User("Weather?"), Assistant("Cold")),
            Tool(2, "get", 0, 10, 20, trace: 2),
            Chat(3, 0, 30, 40, All(Text("user", "Weather?"), Call("c1", "get"), Result("c1", "4")), Assistant("Cold"), trace: 3));

        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "3 duplicate"]));
    }

    [Test]
    public void An_agent_whose_calls_lie_beside_it_is_one_record() // T12
    {
        var result = Evaluated.Of(
            Agent(1, "A", 9, 0, 100, User("Weather?"), Assistant("Cold")),
            Chat(2, 9, 1, 10, User("Weather?"), All(Call("c1", "get"))),
            Tool(3, "get", 9, 11, 20),
            Chat(4, 9, 21, 30, All(Text("user", "Weather?"), Call("c1", "get"), Result("c1", "4")), Assistant("Cold")));

        Assert.That(result.Texts, Is.EqualTo(["Weather? → Cold"]));
        Assert.That(result.Outcomes, Has.None.Matches<string>(static o => o!.EndsWith("tool_call_only", StringComparison.Ordinal)));
    }
}
