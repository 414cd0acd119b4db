using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Tests.Messages;

public class Utf8ArenaTests
{
    /// <summary>Texts with and without escapes, of all lengths, and more than one block of them.</summary>
    [Test]
    public void NothingOfWhatWasReadStaysInMemory()
    {
        var reader = new MessageReader(new ValueTape());
        var texts = Enumerable.Range(0, 300).Select(static i => new string('s', i % 97) + (i % 3 == 0 ? "\\n" : string.Empty) + new string('t', i));
        var json = $"[{string.Join(',', texts.Select(static text => $$"""{"role":"user","parts":[{"type":"text","content":"{{text}}"}]}"""))}]";

        Assert.That(reader.Read(json, Role.User).Messages, Has.Count.EqualTo(300));
        reader.Tape.Reset();

        Assert.That(reader.Tape.Arena.Room.IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
    }
}
