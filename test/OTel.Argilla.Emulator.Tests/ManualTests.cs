using OTel.Argilla.Emulator.Tests.Exchanges;

namespace OTel.Argilla.Emulator.Tests;

/// <summary>The manual's tables say what the tests hold.</summary>
public class ManualTests
{
    private static readonly string[] Manual = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "emulator.md"));

    [Test]
    public void TheTableOfDifferencesIsTheList() => Assert.That(
        Rows("| difference | reason | exchanges |"),
        Is.EqualTo(Differences.All.Select(difference => $"{difference.What} | {difference.Why} | {difference.Exchanges.Length}")));

    [Test]
    public void TheTableOfExchangesCountsTheRecordings()
    {
        var topics = ExchangeFile.Topics().Select(topic => (Topic: topic, Count: ExchangeFile.Count(topic), Different: Differences.Of(topic).Count)).ToList();
        Assert.That(Rows("| recording | exchanges | answered otherwise |"), Is.EqualTo(
            topics.Select(topic => $"{topic.Topic} | {topic.Count} | {topic.Different}")
                .Append($"all | {topics.Sum(topic => topic.Count)} | {topics.Sum(topic => topic.Different)}")));
    }

    private static IEnumerable<string> Rows(string head) => Manual.SkipWhile(line => line != head).Skip(2)
        .TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|', ' '));
}
