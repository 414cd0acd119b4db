using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Dialects;

/// <summary>Each name under which an SDK writes a fact about a call.</summary>
[TestFixture]
public sealed class SpellingTests
{
    [TestCase("gen_ai.response.model llm.response.model_name ai.response.model llm.response.model llm.model_name gen_ai.request.model llm.request.model_name ai.model.id langfuse.observation.model.name model_name gen_ai.request_model model")]
    public void Model(string names) => Each(names, "m-1", static pair => pair.Model, "m-1");

    [TestCase("gen_ai.provider.name gen_ai.system gen_ai.provider llm.provider llm.system ai.model.provider")]
    public void Provider(string names) => Each(names, "OpenAI", static pair => pair.Provider, "openai");

    [TestCase("gen_ai.usage.input_tokens gen_ai.usage.prompt_tokens llm.token_count.prompt llm.usage.prompt_tokens ai.usage.inputTokens ai.usage.promptTokens gen_ai.aggregated_usage.input_tokens gen_ai.response.prompt_tokens usage.prompt_tokens input_tokens")]
    public void Input_tokens(string names) => EachNumber(names, static pair => pair.InputTokens);

    [TestCase("gen_ai.usage.output_tokens gen_ai.usage.completion_tokens llm.token_count.completion llm.usage.completion_tokens ai.usage.outputTokens ai.usage.completionTokens gen_ai.aggregated_usage.output_tokens gen_ai.response.completion_tokens usage.completion_tokens output_tokens")]
    public void Output_tokens(string names) => EachNumber(names, static pair => pair.OutputTokens);

    [TestCase("gen_ai.usage.total_tokens llm.usage.total_tokens llm.token_count.total ai.usage.totalTokens ai.usage.tokens")]
    public void Total_tokens(string names) => EachNumber(names, static pair => pair.TotalTokens);

    [TestCase("gen_ai.usage.cache_read.input_tokens gen_ai.usage.cache_read_input_tokens llm.token_count.prompt_details.cache_read ai.usage.cachedInputTokens cache_read_tokens")]
    public void Cache_read_tokens(string names) => EachNumber(names, static pair => pair.CacheReadTokens);

    [TestCase("gen_ai.usage.reasoning.output_tokens gen_ai.usage.reasoning_tokens llm.token_count.completion_details.reasoning ai.usage.reasoningTokens")]
    public void Reasoning_tokens(string names) => EachNumber(names, static pair => pair.ReasoningTokens);

    [TestCase("gen_ai.usage.cost llm.cost.total gen_ai.cost.total_cost operation.cost")]
    public void Cost(string names) => Each(names, 0.25, static pair => pair.Cost, 0.25);

    [TestCase("gen_ai.response.finish_reasons gen_ai.response.finish_reason llm.finish_reason ai.response.finishReason gen_ai.response.stop_reason")]
    public void Finish_reason(string names) => Each(names, "end_turn", static pair => pair.FinishReason, "stop");

    [TestCase("gen_ai.conversation.id session.id langfuse.session.id ai.telemetry.metadata.sessionId ai.telemetry.metadata.conversationId gcp.vertex.agent.session_id traceloop.association.properties.session_id traceloop.association.properties.thread_id langsmith.metadata.session_id langsmith.metadata.thread_id langsmith.metadata.conversation_id spring.ai.chat.client.conversation.id voltagent.conversation_id")]
    public void Conversation(string names) => Each(names, "c-1", static pair => pair.ConversationId, "c-1");

    [TestCase("user.id enduser.id langfuse.user.id gen_ai.user llm.user ai.telemetry.metadata.userId traceloop.association.properties.user_id langsmith.metadata.user_id")]
    public void User(string names) => Each(names, "u-1", static pair => pair.UserId, "u-1");

    [TestCase("gen_ai.response.id ai.response.id gen_ai.completion.id")]
    public void Response_id(string names) => Each(names, "r-1", static pair => pair.ResponseId, "r-1");

    [TestCase("gen_ai.prompt.name")]
    [TestCase("gen_ai.prompt_filter_results")]
    [TestCase("gen_ai.completion.chunk")]
    [TestCase("gen_ai.response_format")]
    public void Names_that_only_begin_like_a_message_hold_none(string name) => Assert.That(
        Evaluated.Of(Op("chat", 1).Tag(name, "words").Tag("gen_ai.request.model", "m")).Outcomes, Is.EqualTo(["1 no_content"]));

    [Test]
    public void A_count_may_be_written_in_any_type([Values] bool isAgent)
    {
        foreach (var value in new object[] { 5, 5L, 5UL, 5.0, 5f, "5", """{"intValue":5}""" })
        {
            Assert.That(Evaluated.Of(Call(isAgent).Tag("gen_ai.usage.input_tokens", value)).Pair.InputTokens, Is.EqualTo(5), value.ToString());
        }
    }

    [Test]
    public void Finish_reasons_may_be_any_list() => Assert.That(
        Evaluated.Of(Call(isAgent: false).Tag("gen_ai.response.finish_reasons", new List<string> { "end_turn" })).Pair.FinishReason, Is.EqualTo("stop"));

    private static void EachNumber(string names, Func<Exporter.Assembly.Pair, long?> read) => Each(names, 7, read, 7L);

    private static void Each<T>(string names, object value, Func<Exporter.Assembly.Pair, T> read, object expected)
    {
        foreach (var name in names.Split(' '))
        {
            Assert.That(read(Evaluated.Of(Call(isAgent: false).Tag(name, value)).Pair), Is.EqualTo(expected), name);
        }
    }

    private static TestSpan Call(bool isAgent) => Op(isAgent ? "invoke_agent" : "chat", 1).In(TestSpan.User("q")).Out(Assistant("a"));
}
