using System.Net;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Tests;

public class ConcurrencyTests
{
    private ArgillaEmulator _emulator = null!;
    private EmulatorClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _emulator = await ArgillaEmulator.StartAsync();
        _client = new EmulatorClient(_emulator);
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Test]
    public async Task TenWritersLoseNothing()
    {
        var dataset = await _client.Dataset("d");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async writer =>
        {
            for (var batch = 0; batch < 5; batch++)
            {
                var (status, _) = await _client.Put(dataset, Enumerable.Range(0, 20).Select(i => $"{writer}-{batch}-{i}"));
                Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
            }
        }));
        Assert.That(_emulator.Records("d").Select(record => record.ExternalId).Distinct().Count(), Is.EqualTo(1000));
    }

    [Test]
    public async Task TwoCreatesOfOneNameGiveOneDataset()
    {
        var workspace = await _client.WorkspaceId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            _client.Send(HttpMethod.Post, "datasets", new JsonObject { ["name"] = "one", ["workspace_id"] = workspace })));
        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.Conflict), Is.EqualTo(7));
    }

    [Test]
    public async Task PutsOfOneExternalIdAtOnceGiveOneRecord()
    {
        var dataset = await _client.Dataset("d");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _client.Put(dataset, ["same", "too"], $"text {i}")));
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(_emulator.Records("d"), Has.Count.EqualTo(2));
        Assert.That(_emulator.Records("d").Select(record => record.Fields["prompt"]!.GetValue<string>()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task ABadRecordLeavesNothingOfItsBatch()
    {
        var dataset = await _client.Dataset("d");
        var body = JsonNode.Parse("""{"items":[{"external_id":"a","fields":{"prompt":"p"}},{"external_id":"b","fields":{}}]}""");
        var (status, _) = await _client.Send(HttpMethod.Put, $"datasets/{dataset}/records/bulk", body);
        Assert.That(status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(_emulator.Records("d"), Is.Empty);
    }
}
