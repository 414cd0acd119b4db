using OTel.Argilla.Emulator.Tests.Exchanges;
using OTel.Argilla.Emulator.Tests.Transport;

namespace OTel.Argilla.Emulator.Tests;

public class ExchangeTests
{
    [TestCaseSource(nameof(Topics))]
    public async Task AnswersAsTheRealServerDid(string topic)
    {
        var differences = await ExchangePlayer.Play(topic);
        var listed = Differences.Of(topic);
        Assert.Multiple(() =>
        {
            Assert.That(
                differences.Where(pair => !listed.ContainsKey(pair.Key)).Select(pair => $"{pair.Key}: {pair.Value}"),
                Is.Empty,
                "These are answered otherwise.");
            Assert.That(listed.Keys.Where(name => !differences.ContainsKey(name)), Is.Empty, "These pass now: take them off Differences.");
        });
    }

    private static IEnumerable<string> Topics() => ExchangeFile.Topics().Except([Race.Topic, RawTransportTests.Topic]);
}
