using System.Text.Json;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Tests.Messages;

/// <summary>The forms of messages that SDKs write, each into the one normal form.</summary>
public class MessageReaderTests
{
    private readonly MessageReader _reader = new(new ValueTape());

    [TearDown]
    public void Reset() => _reader.Tape.Reset();

    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]""", "User:Hi", TestName = "Semantic conventions, parts")]
    [TestCase("""[{"role":"user","content":"Hi"}]""", "User:Hi", TestName = "OpenAI, content text")]
    [TestCase("""[{"role":"user","content":[{"type":"input_text","text":"Hi"}]}]""", "User:Hi", TestName = "OpenAI Responses, content array")]
    [TestCase("""{"messages":[{"role":"developer","content":"Be brief"},{"role":"user","content":"Hi"}]}""", "System:Be brief|User:Hi", TestName = "Request with messages")]
    [TestCase("""{"system":"Be brief","messages":[{"role":"user","content":"Hi"}]}""", "System:Be brief|User:Hi", TestName = "System beside messages")]
    [TestCase("""{"messages":[[{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"Hi"}}]]}""", "User:Hi", TestName = "LangChain constructor")]
    [TestCase("""[{"type":"human","data":{"content":"Hi"}}]""", "User:Hi", TestName = "LangChain type and data")]
    [TestCase("""["human","Hi"]""", "User:Hi", TestName = "LangChain tuple")]
    [TestCase("""{"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"config":{}}""", "User:Hi", TestName = "Gemini request")]
    [TestCase("""[{"role":"user","content":[{"text":"Hi"}]}]""", "User:Hi", TestName = "Bedrock block")]
    [TestCase("""{"args":["cats"],"kwargs":{}}""", "User:cats", TestName = "Decorator with one argument")]
    [TestCase("""{"inputs":{"messages":[{"role":"user","content":"Hi"}]},"tags":[]}""", "User:Hi", TestName = "Callback envelope")]
    [TestCase("\"\\\"Hi\\\"\"", "User:Hi", TestName = "Text encoded twice")]
    [TestCase("Hi there", "User:Hi there", TestName = "Bare text")]
    [TestCase("{'role': 'user', 'content': 'It\\'s \\u0041'}", "User:It's A", TestName = "Python literal")]
    [TestCase("""[{"role":"user","content":"Q"},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"4"}]}]""", "User:Q|Tool:", TestName = "Tool result in the user's name")]
    [TestCase("""[{"role":"system","content":"a"},{"role":"tool","content":"secret","tool_call_id":"c"}]""", "System:a|Tool:", TestName = "Tool text is no text")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"One"},{"type":"reasoning","content":"hm"},{"type":"text","content":"Two"}]}]""", "User:One\n\nTwo", TestName = "Reasoning is no text")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"\ud83d\ude00 \ud800!"}]}]""", "User:😀 \ufffd!", TestName = "Unpaired surrogate")]
    public void InputReads(string input, string expected) => Assert.That(Show(_reader.Read(input, Role.User)), Is.EqualTo(expected));

    [TestCase("""{"choices":[{"index":0,"message":{"role":"assistant","content":"A"},"finish_reason":"stop"},{"index":1,"message":{"content":"B"}}]}""", "Assistant:A|Assistant:B", TestName = "OpenAI choices")]
    [TestCase("""{"output":[{"type":"reasoning"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"A"}]}]}""", "Assistant:A", TestName = "OpenAI Responses output")]
    [TestCase("""{"candidates":[{"content":{"role":"model","parts":[{"thought":true,"text":"hm"},{"text":"A"}]}}]}""", "Assistant:A", TestName = "Gemini candidates")]
    [TestCase("""{"generations":[[{"text":"A","message":{"type":"ai","data":{"content":"A"}}}]]}""", "Assistant:A", TestName = "LangChain generations")]
    [TestCase("""[{"role":"assistant","content":"I cannot","refusal":null}]""", "Assistant:I cannot", TestName = "Refusal null")]
    [TestCase("""[{"role":"assistant","content":null,"refusal":"No"}]""", "Assistant:No", TestName = "Refusal")]
    [TestCase("""[{"role":"Assistant","name":null,"content":"A","tool_calls":[]}]""", "Assistant:A", TestName = "Semantic Kernel")]
    [TestCase("""[{"role":"assistant","parts":[{"type":"Microsoft.Extensions.AI.TextContent","content":{"text":"A"}}]}]""", "Assistant:A", TestName = "Serialised M.E.AI content")]
    public void OutputReads(string output, string expected) => Assert.That(Show(_reader.Read(output, Role.Assistant)), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("\"\"")]
    [TestCase("__REDACTED__")]
    [TestCase("[REDACTED]")]
    [TestCase("<not serializable>")]
    [TestCase("<app.Agent object at 0x7f32>")]
    [TestCase("AgentFinish(return_values={'output': 1})")]
    [TestCase("<CompiledStateGraph object>")]
    [TestCase("[<Message(text=1)>, <Message(text=2)>]")]
    [TestCase("(<app.Agent object at 0x7f32>, 1)")]
    [TestCase("{'agent': <app.Agent object at 0x7f32>}")]
    [TestCase("{\"args\": [], \"kwargs\": {}}")]
    [TestCase("[{\"role\": \"user\", \"content\": \"cut of")]
    public void SentinelsAndRepresentationsAreNothing(string input) => Assert.That(_reader.Read(input, Role.User).Kind, Is.EqualTo(ContentKind.None));

    [TestCase("What does print(x=1) do?")]
    [TestCase("Compiled languages are fast")]
    [TestCase("Explain RunnableConfig")]
    [TestCase("None of these")]
    [TestCase("f(x=2)")]
    [TestCase("{\"a\": 1} how do I write this as YAML?")]
    [TestCase("{\"a\": \"}\"}\n\nHere is your JSON.")]
    [TestCase("[{\"a\": 1}]\nThat is all.")]
    [TestCase("{'a': 1} why is this not valid JSON?")]
    [TestCase("{'a', 'b'}")]
    [TestCase("Why does print(x) show <Thing object at 0x7f3a12> and not its name?")]
    [TestCase("<Thing object at 0x7f3a12> is all that it prints. Why?")]
    [TestCase("Call <f(x=1)> twice")]
    [TestCase("<b>bold</b> at 0x7f")]
    public void OrdinaryTextsStay(string input) => Assert.That(Show(_reader.Read(input, Role.User)), Is.EqualTo("User:" + input));

    [TestCase("{'a': 1} why is this not valid JSON?")]
    [TestCase("{'a', 'b'} is a set")]
    [TestCase("{'a', 'b'}")]
    [TestCase("{'a': 1}\n\nThis is a dictionary.")]
    [TestCase("Why <Thing object at 0x7f3a12>?")]
    public void OrdinaryTextsOfMessagesStay(string text) => Assert.That(ShowMessage(text), Is.EqualTo("User:" + text));

    [TestCase("{'content': None, 'tool_calls': [Call(id='it\\'s')]}")]
    [TestCase("{'content': None, 'role': 'assis")]
    public void RepresentationsInMessagesAreNoTexts(string text) => Assert.That(ShowMessage(text), Is.EqualTo("User:"));

    [TestCase("""[{"type":"blob","content":"AQID","mime_type":"image/png","modality":"image"}]""", "[image: image/png]")]
    [TestCase("""[{"type":"uri","uri":"https://example.test/pics/cat.png?x=1","modality":"image"}]""", "[image: cat.png]")]
    [TestCase("""[{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,AQID"}}]""", "[image: image/jpeg]")]
    [TestCase("""[{"type":"uri","uri":"https://example.test/\u5199\u771f \ud83d\ude00.png","modality":"image"}]""", "[image: \u5199\u771f \ud83d\ude00.png]")]
    [TestCase("""[{"type":"uri","uri":"https://example.test/a\u202egnp.\u2028\u0085b]","modality":"image"}]""", "[image: agnp.b]")]
    [TestCase("""[{"inline_data":{"mime_type":"audio/wav","data":"AQID"}}]""", "[audio: audio/wav]")]
    [TestCase("""[{"type":"image","source":{"type":"base64","media_type":"image/gif","data":"AQID"}}]""", "[image: image/gif]")]
    [TestCase("""[{"type":"file","file_id":"file-1"}]""", "[file: file-1]")]
    [TestCase("""[{"type":"file","filename":"a]\n[b.pdf","mime_type":"application/pdf"}]""", "[file: ab.pdf]")]
    public void MediaBecomesAPlaceholderLine(string parts, string expected)
    {
        var content = _reader.Read($$"""[{"role":"user","parts":{{parts}}}]""", Role.User);

        Assert.That(_reader.FullTextOf(content.Messages[0]).ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void OfAHugeNameOnlyTheBeginningIsLookedAt()
    {
        var name = new string('\u5199', 1_000_000);
        var content = _reader.Read($$"""[{"role":"user","parts":[{"type":"uri","uri":"https://x.test/","filename":"{{name}}","modality":"image"}]}]""", Role.User);
        var part = _reader.Decode($$"""{"type":"file","filename":"{{name}}"}""");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var line = MediaPlaceholder.Of(_reader.Tape, part);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000));
        Assert.That(line.ToString(), Has.Length.LessThan(100).And.StartsWith("[file: \u5199\u5199").And.EndsWith("\u5199]"));
        Assert.That(content.Messages, Is.Not.Empty);
    }

    [Test]
    public void ToolCallsKeepIdAndName()
    {
        var content = _reader.Read(
            """[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"get_weather","arguments":{"city":"Oslo"}}],"finish_reason":"tool_call"}]""",
            Role.Assistant);

        var message = content.Messages[0];
        Assert.That(message.Calls[0].Id.ToString(), Is.EqualTo("c1"));
        Assert.That(message.Calls[0].Name.ToString(), Is.EqualTo("get_weather"));
        Assert.That(message.Finish.ToString(), Is.EqualTo("tool_call"));
        Assert.That(message.HasText, Is.False);
    }

    [Test]
    public void ApplicationDataStaysData()
    {
        var content = _reader.Read("""{"title":"Dune","year":1965,"ok":true,"none":null}""", Role.User);

        Assert.That(content.Kind, Is.EqualTo(ContentKind.Data));
        Assert.That(content.Data.ToJson().ToString(), Is.EqualTo("""{"title":"Dune","year":1965,"ok":true,"none":null}"""));
    }

    [Test]
    public void ListsOfListsAreABatch()
    {
        var content = _reader.Read("""{"messages":[[{"role":"user","content":"A"}],[{"role":"user","content":"B"}]]}""", Role.User);

        Assert.That(content.Kind, Is.EqualTo(ContentKind.Batch));
        Assert.That(content.Batch.Select(Show), Is.EqualTo(new[] { "User:A", "User:B" }));
    }

    [Test]
    public void CutJsonIsSalvagedUpToItsLastCompleteMember()
    {
        const string cut = """[{"role":"user","content":"A"},{"role":"user","content":"B and a lo""";

        Assert.That(_reader.Read(cut, Role.User).Kind, Is.EqualTo(ContentKind.None));
        Assert.That(Show(_reader.Salvage(cut, Role.User)), Does.StartWith("User:A"));
    }

    [Test]
    public void StructuredAttributesAreReadAsTheyAre()
    {
        var messages = new object[]
        {
            new Dictionary<string, object?> { ["role"] = "user", ["content"] = "Hi", ["count"] = 3, ["none"] = null },
        };

        Assert.That(Show(_reader.Read(messages, Role.User)), Is.EqualTo("User:Hi"));
    }

    [Test]
    public void OddTagValuesNeverThrow()
    {
        foreach (var value in OddValues())
        {
            Assert.That(() => _reader.Read(value, Role.User), Throws.Nothing);
        }
    }

    private static IEnumerable<object?> OddValues()
    {
        yield return null;
        yield return 1;
        yield return 1.5f;
        yield return double.NaN;
        yield return TimeSpan.FromSeconds(1);
        yield return new object();
        yield return new byte[] { 1, 2 };
        yield return new[] { "a", null };
        yield return new Exploding();
        var cycle = new List<object>();
        cycle.Add(cycle);
        yield return cycle;
        yield return new string('[', 100_000);
        yield return "{\"a\":" + new string('[', 1000);
        yield return "\ud800";
    }

    [Test]
    public void EverythingIsReadAgainAfterReset()
    {
        for (var i = 0; i < 3; i++)
        {
            var text = new string((char)('a' + i), 100_000);
            Assert.That(Show(_reader.Read($$"""[{"role":"user","content":"{{text}}\n"}]""", Role.User)), Is.EqualTo("User:" + text + "\n"));
            _reader.Tape.Reset();
        }
    }

    private string ShowMessage(string text) => Show(_reader.Read(JsonSerializer.Serialize(new[] { new { role = "user", content = text } }), Role.User));

    private string Show(Content content) =>
        string.Join('|', content.Messages.Select(message => $"{message.Role}:{_reader.TextOf(message)}"));

    private sealed class Exploding : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => throw new InvalidOperationException();
    }
}
