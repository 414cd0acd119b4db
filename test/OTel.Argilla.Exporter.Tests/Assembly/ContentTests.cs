using System.Text.Json;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Assembly;

/// <summary>Steps 6 to 8: what was asked, what was answered, and how many records that makes.</summary>
[TestFixture]
public sealed class ContentTests
{
    [Test]
    public void A_transcript_gives_its_last_answer_whatever_the_finish_reasons_say() => // T04
        Assert.That(
            Evaluated.Of(Chat(1, input: User("Table?"), output: All(Call("c1", "book", finish: "stop"), Result("c1", "ok"), Text("assistant", "Booked for 8 pm", "stop")))).Texts,
            Is.EqualTo(["Table? → Booked for 8 pm"]));

    [Test]
    public void Media_are_placeholders_after_the_text() // T07
    {
        var input = """[{"role":"user","parts":[{"type":"text","content":"What breed?"},{"type":"blob","content":"AQIDBA==","mime_type":"image/png","modality":"image"}]}]""";
        Assert.That(Evaluated.Of(Chat(1, input: input, output: Assistant("Pug"))).Pair.Prompt.ToString(), Is.EqualTo("What breed?\n[image: image/png]"));
    }

    [Test]
    public void Reasoning_is_kept_beside_the_answer() // T08
    {
        var output = """[{"role":"assistant","parts":[{"type":"reasoning","content":"Hmm"},{"type":"text","content":"Yes."}],"finish_reason":"stop"}]""";
        var pair = Evaluated.Of(Chat(1, input: User("Is it?"), output: output)).Pair;
        Assert.That((pair.Response.ToString(), pair.Reasoning.ToString()), Is.EqualTo(("Yes.", "Hmm")));
    }

    [Test]
    public void Structured_output_is_its_text() => // T09
        Assert.That(
            Evaluated.Of(Chat(1, input: User("City?"), output: Assistant("""{"city":"Lima","pop":10}"""))).Pair.Response.ToString(),
            Is.EqualTo("""{"city":"Lima","pop":10}"""));

    [Test]
    public void Choices_with_numbers_are_a_record_each() // T59
    {
        var pairs = Evaluated.Of(Chat(1).Usage(5, 6)
            .Log("gen_ai.user.message", """{"content":"Pick"}""", 1)
            .Log("gen_ai.choice", """{"index":1,"finish_reason":"stop","message":{"content":"B"}}""", 3)
            .Log("gen_ai.choice", """{"index":0,"finish_reason":"length","message":{"content":"A"}}""", 2)).Pairs;

        Assert.That(
            pairs.Select(static p => (p.Number, p.Prompt.ToString(), p.Response.ToString(), p.FinishReason, p.InputTokens)),
            Is.EqualTo(new[] { (0, "Pick", "A", "length", (long?)5), (1, "Pick", "B", "stop", null) }));
    }

    [Test]
    public void Choices_without_numbers_are_a_record_each() => // T60
        Assert.That(
            Evaluated.Of(Chat(1, input: User("Pick"), output: All(Text("assistant", "A", "stop"), Text("assistant", "B", "stop"))).Tag("gen_ai.request.choice.count", 2)).Texts,
            Is.EqualTo(["Pick → A", "Pick → B"]));

    [Test]
    public void An_agents_output_is_never_choices() => Assert.That(
        Evaluated.Of(Agent(1, "A", input: User("Pick"), output: All(Text("assistant", "A", "stop"), Text("assistant", "B", "stop")))).Texts,
        Is.EqualTo(["Pick → B"]));

    [Test]
    public void Pieces_of_a_stream_are_one_answer() => Assert.That(
        Evaluated.Of(Chat(1, input: User("q"), output: All(Text("assistant", "Hel"), Text("assistant", "lo", "stop")))).Texts,
        Is.EqualTo(["q → Hello"]));

    [TestCase("{\"a\": 1}\n\nHere is your JSON.")]
    [TestCase("I see <Thing object at 0x7f3a12>, so it has no __str__.")]
    public void Words_around_data_make_it_a_text(string text) => Assert.Multiple(() =>
    {
        Assert.That(Evaluated.Of(Op("chain", 1).In("q").Out(text)).Texts, Is.EqualTo(["q → " + text]));
        Assert.That(Evaluated.Of(Op("chain", 1).In(text).Out("a")).Texts, Is.EqualTo([text + " → a"]));
        Assert.That(Evaluated.Of(Op("chain", 1).In(JsonSerializer.Serialize(new { input = text })).Out("a")).Texts, Is.EqualTo([text + " → a"]));
    });

    [Test]
    public void A_batch_of_completions_is_a_record_for_each_prompt() => Assert.That(
        Evaluated.Of(Op("text_completion", 1)
            .In(All(Text("user", "a"), Text("user", "b"))).Out(All(Text("assistant", "1", "stop"), Text("assistant", "2", "stop"), Text("assistant", "3", "stop"), Text("assistant", "4", "stop")))).Texts,
        Is.EqualTo(["a → 1", "a → 2", "b → 3", "b → 4"]));

    [Test]
    public void What_a_batch_used_is_told_once_though_its_first_prompt_is_missing() => Assert.That(
        Evaluated.Of(Op("chain", 1).In("""{"input_list":[{"input":null},{"input":"p2"},{"input":"p3"}]}""").Out("""{"outputs":["a","b","c"]}""").Usage(3, 4))
            .Pairs.Select(static pair => (pair.Number, pair.Response.ToString(), pair.InputTokens)),
        Is.EqualTo(new[] { (0, "b", (long?)3), (1, "c", null) }));

    [Test]
    public void A_batch_whose_only_answer_has_no_prompt_gives_none() => Assert.That(
        Evaluated.Of(Op("chain", 1).In("""{"input_list":[{"input":null},{"input":"p2"}]}""").Out("""{"outputs":["a"]}""")).Outcomes, Is.EqualTo(["1 no_content"]));

    [Test]
    public void Words_beside_a_call_are_no_answer()
    {
        var result = Evaluated.Of(Chat(1, input: User("Weather?"), output: All(Call("c1", "get", "Let me look"))));
        Assert.That(result.Outcomes, Is.EqualTo(["1 tool_call_only"]));
    }

    [Test]
    public void Words_beside_the_call_of_a_choice_are_no_answer([Values] bool numbered)
    {
        var chat = numbered
            ? Chat(1)
                .Log("gen_ai.user.message", """{"content":"Pick"}""", 1)
                .Log("gen_ai.choice", """{"index":0,"finish_reason":"tool_calls","message":{"content":"Let me look","tool_calls":[{"id":"c1","type":"function","function":{"name":"get","arguments":"{}"}}]}}""", 2)
                .Log("gen_ai.choice", """{"index":1,"finish_reason":"length","message":{"content":"B"}}""", 3)
            : Chat(1, input: User("Pick"), output: All(Call("c1", "get", "Let me look"), Text("assistant", "B", "length"))).Tag("gen_ai.request.choice.count", 2);

        var result = Evaluated.Of(chat.Usage(5, 6).Tag("gen_ai.response.finish_reasons", new[] { "tool_calls", "length" }));
        Assert.That(result.Texts, Is.EqualTo(["Pick → B"]));
        Assert.That((result.Pair.Number, result.Pair.InputTokens, result.Pair.FinishReason), Is.EqualTo((0, 5L, "length")), "it is the first record, and has the finish of its choice");
    }

    [Test]
    public void Choices_that_all_call_tools_are_calls_alone() => Assert.That(
        Evaluated.Of(Chat(1, input: User("Pick"), output: All(Call("c1", "get", "Let me look"), Call("c2", "get", "I check"))).Tag("gen_ai.request.choice.count", 2)).Outcomes,
        Is.EqualTo(["1 tool_call_only"]));

    [Test]
    public void Pieces_of_a_stream_before_a_call_are_no_answer([Values] bool endsEmpty) => Assert.That(
        Evaluated.Of(Chat(1, input: User("q"), output: endsEmpty
            ? All(Text("assistant", "Let me"), Text("assistant", " look"), Call("c1", "get").Replace(",\"finish_reason\":\"tool_call\"", string.Empty, StringComparison.Ordinal), """{"role":"assistant","parts":[],"finish_reason":"stop"}""")
            : All(Text("assistant", "Let me"), Text("assistant", " look"), Call("c1", "get")))).Outcomes,
        Is.EqualTo(["1 tool_call_only"]));

    [Test]
    public void A_call_that_its_own_message_answers_leaves_the_text_final()
    {
        var output = """[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"get"},{"type":"tool_call_response","id":"c1","response":"4"},{"type":"text","content":"Cold"}],"finish_reason":"stop"}]""";
        Assert.That(Evaluated.Of(Agent(1, "A", input: User("Weather?"), output: output)).Texts, Is.EqualTo(["Weather? → Cold"]));
    }

    [Test]
    public void The_prompt_is_the_last_question_with_its_context()
    {
        var pair = Evaluated.Of(Chat(
            1,
            input: All(Text("user", "old"), Text("assistant", "x"), Text("user", "Context."), Text("user", "Question?"), Call("c", "t"), Result("c", "r")),
            output: Assistant("a"))).Pair;
        Assert.That(pair.Prompt.ToString(), Is.EqualTo("Context.\n\nQuestion?"));
        Assert.That(pair.History, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_system_message_does_not_part_question_and_context()
    {
        var pair = Evaluated.Of(Chat(1, input: All(Text("user", "Context."), Text("system", "s", name: "x"), Text("user", "Question?")), output: Assistant("a"))).Pair;
        Assert.That((pair.Prompt.ToString(), pair.System.ToString()), Is.EqualTo(("Context.\n\nQuestion?", "s")));
        Assert.That(pair.History, Is.Empty);
    }

    [Test]
    public void A_lone_system_message_is_the_prompt()
    {
        var pair = Evaluated.Of(Chat(1, input: All(Text("system", "Write a poem")), output: Assistant("Roses"))).Pair;
        Assert.That(pair.Prompt.ToString(), Is.EqualTo("Write a poem"));
        Assert.That(pair.Flags, Is.EqualTo(["prompt_role=system"]));
        Assert.That(pair.System.IsEmpty);
    }

    [Test]
    public void A_template_of_a_direct_call_gives_the_rendered_prompt() // T22
    {
        var pair = Evaluated.Of(
            Op("chain", 1).In("""{"title": "Dune"}""").Out("A desert saga"),
            Chat(2, 1, 1, 9, User("Title: Dune\nSynopsis:"), Assistant("A desert saga"))).Pair;
        Assert.That(pair.Prompt.ToString(), Is.EqualTo("Title: Dune\nSynopsis:"));
        Assert.That(pair.InputVariables["title"u8].Text.ToString(), Is.EqualTo("Dune"));
        Assert.That(pair.Response.ToString(), Is.EqualTo("A desert saga"));
    }

    [Test]
    public void A_template_is_seen_through_the_wrapper_of_the_call() => Assert.That(
        Evaluated.Of(
            Op("chain", 1).In("""{"title": "Dune"}""").Out("A desert saga"),
            new TestSpan("orchestrate_tools", 2, 1, 1, 50),
            Chat(3, 2, 2, 9, User("Title: Dune\nSynopsis:"), Assistant("A desert saga"))).Texts,
        Is.EqualTo(["Title: Dune\nSynopsis: → A desert saga"]));

    [Test]
    public void A_single_variable_without_a_call_is_the_prompt() => Assert.That(
        Evaluated.Of(Op("chain", 1).In("""{"title": "Dune"}""").Out("A desert saga")).Texts, Is.EqualTo(["Dune → A desert saga"]));

    [Test]
    public void A_known_key_holds_the_question_and_the_rest_are_variables() // T23
    {
        var pair = Evaluated.Of(Op("chain", 1).In("""{"input":"Who won?","language":"fr"}""").Out("""{"output":"La France"}""")).Pair;
        Assert.That(pair.Prompt.ToString(), Is.EqualTo("Who won?"));
        Assert.That(pair.Response.ToString(), Is.EqualTo("La France"));
        Assert.That(pair.InputVariables.ToJson().ToString(), Is.EqualTo("""{"language":"fr"}"""));
    }

    [Test]
    public void Data_without_a_question_is_json() // T24
    {
        var pair = Evaluated.Of(Op("chain", 1).In("""{"genre": "noir", "length": 3}""").Out("Rain.")).Pair;
        Assert.That(pair.Prompt.ToString(), Is.EqualTo("""{"genre":"noir","length":3}"""));
        Assert.That(pair.Flags, Is.EqualTo(["structured"]));
    }

    [TestCase("""{"input":"__REDACTED__"}""")]
    [TestCase("""{"title":"[REDACTED]"}""")]
    [TestCase("""{"title":"[REDACTED]","genre":"[REDACTED]"}""")]
    [TestCase("""["__REDACTED__","__REDACTED__"]""")]
    [TestCase("""{"prompts":["__REDACTED__","__REDACTED__"]}""")]
    [TestCase("""{"input":"<Thing object at 0x7f3a12>"}""")]
    public void Redacted_data_is_no_prompt(string input) => Assert.That(Evaluated.Of(Op("chain", 1).In(input).Out("a")).Outcomes, Is.EqualTo(["1 no_content"]));

    [TestCase("""{"output":"__REDACTED__"}""")]
    [TestCase("""{"output":{"text":"__REDACTED__"}}""")]
    [TestCase("""{"title":"[REDACTED]","genre":"[REDACTED]"}""")]
    [TestCase("""{"book":{"title":"[REDACTED]","genre":"[REDACTED]"}}""")]
    [TestCase("""["__REDACTED__","__REDACTED__"]""")]
    [TestCase("""{"output":"<Thing object at 0x7f3a12>"}""")]
    [TestCase("""{"output":{"a":"<Thing object at 0x7f3a12>","b":3}}""")]
    [TestCase("""{"output":["<Thing object at 0x7f3a12>","b"]}""")]
    public void Redacted_data_and_representations_are_no_answer(string output) => Assert.That(Evaluated.Of(Op("chain", 1).In("q").Out(output)).Outcomes, Is.EqualTo(["1 no_content"]));

    [Test]
    public void An_answer_that_is_redacted_at_the_top_is_borrowed() => Assert.That(
        Evaluated.Of(Op("chain", 1).In("q").Out("""{"output":"__REDACTED__"}"""), Chat(2, 1, 1, 9, User("q"), Assistant("a"))).Texts, Is.EqualTo(["q → a"]));

    [TestCase("""{"prompts":["__REDACTED__","p2"]}""", """{"outputs":["a","b"]}""")]
    [TestCase("""{"prompts":["p1","p2"]}""", """{"outputs":["__REDACTED__","b"]}""")]
    [TestCase("""{"input_list":[{"input":"__REDACTED__"},{"input":"p2"}]}""", """{"outputs":["a","b"]}""")]
    [TestCase("""{"messages":[[{"role":"user","content":"p1"}],[{"role":"user","content":"p2"}]]}""", """{"generations":[[{"text":"__REDACTED__"}],[{"text":"b"}]]}""")]
    public void Of_a_batch_only_what_is_redacted_is_absent(string input, string output)
    {
        var pair = Evaluated.Of(Op("chain", 1).In(input).Out(output).Usage(3, 4)).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.InputTokens), Is.EqualTo(("p2", "b", 3L)));
    }

    [TestCase("__REDACTED__", "1")]
    [TestCase("p1", "__REDACTED__")]
    public void Of_a_batch_of_completions_only_what_is_redacted_is_absent(string prompt, string answer) => Assert.That(
        Evaluated.Of(Op("text_completion", 1).In(All(Text("user", prompt), Text("user", "p2"))).Out(All(Text("assistant", answer, "stop"), Text("assistant", "b", "stop")))).Texts,
        Is.EqualTo(["p2 → b"]));

    [Test]
    public void A_state_that_only_repeats_its_input_is_no_answer() => Assert.That(
        Evaluated.Of(Op("chain", 1).In("""{"input":"q","step":"1"}""").Out("""{"input":"q","step":"1"}""")).Outcomes,
        Is.EqualTo(["1 no_answer"]));

    [TestCase("""{"messages":[{"type":"human","content":"q"}]}""")]
    [TestCase("""{"messages":[{"type":"human","content":"q"},{"type":"ai","content":"old"}]}""")]
    public void A_graph_that_ends_as_it_began_has_no_answer(string state) =>
        Assert.That(Evaluated.Of(Op("chain", 1).In(state).Out(state)).Outcomes, Is.EqualTo(["1 no_answer"]));

    [Test]
    public void What_a_graph_adds_to_its_messages_is_its_answer_though_it_said_so_before() => Assert.That(
        Evaluated.Of(Op("chain", 1)
            .In("""{"messages":[{"type":"human","content":"q"},{"type":"ai","content":"a"},{"type":"human","content":"q"}]}""")
            .Out("""{"messages":[{"type":"human","content":"q"},{"type":"ai","content":"a"},{"type":"human","content":"q"},{"type":"ai","content":"a"}]}""")).Texts,
        Is.EqualTo(["q → a"]));

    [Test]
    public void Nothing_is_borrowed_through_an_error()
    {
        var result = Evaluated.Of(
            Op("invoke_workflow", 1),
            Agent(2, "A", 1, 1, 50, User("q"), null).Error(),
            Chat(3, 2, 2, 40, User("q"), Assistant("blocked")));
        Assert.That(result.Outcomes, Is.EqualTo(["1 error", "2 nested", "3 nested"]));
    }

    [Test]
    public void Nothing_is_borrowed_through_an_unseen_error() => Assert.That(
        Evaluated.Of(
            Op("invoke_workflow", 1),
            Chat(2, 7, 2, 40, User("q"), Assistant("blocked")).Unseen(7, 1, isError: true)).Outcomes,
        Is.EqualTo(["1 no_content", "2 nested"]));

    [Test]
    public void An_answer_at_the_top_wins_over_errors_below() => Assert.That(
        Evaluated.Of(
            Agent(1, "A", input: User("q"), output: Assistant("a")),
            Chat(2, 1, 1, 5, User("q")).Error(),
            Chat(3, 1, 6, 9, User("q"), Assistant("a"))).Texts,
        Is.EqualTo(["q → a"]));

    [Test]
    public void Judgements_come_with_the_answer()
    {
        var evaluations = Evaluated.Of(Chat(1, input: User("q"), output: Assistant("a")).Tag("gen_ai.response.id", "r1")
            .Event("gen_ai.evaluation.result", ("gen_ai.evaluation.name", "relevance"), ("gen_ai.evaluation.score.value", 0.8), ("gen_ai.evaluation.score.label", "good")))
            .Pair.Evaluations;
        Assert.That(evaluations, Has.Count.EqualTo(1));
        Assert.That((evaluations[0].Name, evaluations[0].Score, evaluations[0].Label), Is.EqualTo(("relevance", 0.8, "good")));
    }

    [Test]
    public void A_judgement_may_be_a_span_of_its_own([Values] bool below)
    {
        var pair = Evaluated.Of(
            Chat(1, input: User("q"), output: Assistant("a")).Tag("gen_ai.response.id", "r1"),
            new TestSpan("gen_ai.evaluation.result", 2, below ? 1 : 0, 11, 11).Tag("gen_ai.evaluation.name", "relevance").Tag("gen_ai.evaluation.score.value", 0.8)
                .Tag("gen_ai.response.id", below ? null : "r1")).Pair;
        Assert.That(pair.Evaluations.Select(static e => (e.Name, e.Score)), Is.EqualTo(new (string, double?)[] { ("relevance", 0.8) }));
    }

    [Test]
    public void What_a_call_cost_is_never_summed_twice()
    {
        Assert.That(Evaluated.Of(Chat(1, input: User("q"), output: Assistant("a")).Tag("gen_ai.cost.total_cost", "0.25")).Pair.Cost, Is.EqualTo(0.25));
        Assert.That(
            Evaluated.Of(
                Agent(1, "A", input: User("q"), output: Assistant("a")),
                Chat(2, 1, 1, 5, User("q")).Tag("gen_ai.usage.cost", 0.25),
                Chat(3, 1, 6, 9, User("q"), Assistant("a")).Tag("llm.cost.total", 0.5)).Pair.Cost,
            Is.EqualTo(0.75));
    }

    [Test]
    public void A_link_to_the_previous_response_is_no_conversation() => Assert.Multiple(() =>
    {
        Assert.That(Evaluated.Of(Chat(1, input: User("q"), output: Assistant("a")).Tag("gen_ai.conversation.id", "resp_1")).Pair.ConversationId, Is.Null);
        Assert.That(Evaluated.Of(Chat(1, input: User("q"), output: Assistant("a")).Tag("gen_ai.conversation.id", "conv_1")).Pair.ConversationId, Is.EqualTo("conv_1"));
    });

    [Test]
    public void Of_attributes_that_repeat_the_first_that_holds_something_counts([Values("", "[]", "{}", "__REDACTED__")] string first) => Assert.That(
        Evaluated.Of(Chat(1).In(first).In(User("q")).Out(first).Out(Assistant("a"))).Texts, Is.EqualTo(["q → a"]));

    [Test]
    public void An_abandoned_stream_is_marked() => Assert.That(
        Evaluated.Of(Chat(1, input: User("q"), output: All(Text("assistant", "Hel"))).Tag("gen_ai.request.stream", true)).Pair.Flags, Is.EqualTo(["partial"]));

    [Test]
    public void What_a_limit_cut_is_salvaged_for_one_call_and_marked()
    {
        var cut = "[" + Text("user", "q") + "," + Text("user", "a long text")[..30];
        Assert.That(Evaluated.Of(Chat(1, input: cut, output: Assistant("a"))).Pair.Flags, Is.EqualTo(["truncated"]));
        Assert.That(Evaluated.Of(Agent(1, "A", input: cut, output: Assistant("a"))).Outcomes, Is.EqualTo(["1 no_content"]));
    }

    [Test]
    public void Reasons_come_in_their_order() => Assert.Multiple(() =>
    {
        Assert.That(Evaluated.Of(Chat(1).Error()).Outcomes, Is.EqualTo(["1 error"]));
        Assert.That(Evaluated.Of(Chat(1, output: Assistant("a"))).Outcomes, Is.EqualTo(["1 no_content"]));
        Assert.That(Evaluated.Of(Chat(1, input: User("q"))).Outcomes, Is.EqualTo(["1 no_content"]));
        Assert.That(Evaluated.Of(Chat(1, input: User("q"), output: """[{"role":"assistant","parts":[],"finish_reason":"stop"}]""")).Outcomes, Is.EqualTo(["1 empty_response"]));
        Assert.That(Evaluated.Of(Chat(1).Tag("gen_ai.input.messages_ref", "s3://x")).Outcomes, Is.EqualTo(["1 external_content"]));
    });
}
